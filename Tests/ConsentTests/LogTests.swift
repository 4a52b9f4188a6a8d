// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The log")
struct LogTests {
    /// A log of a decision, the end of the decisions and a revocation.
    private func log(seed: UInt8 = 1, handle: UInt8 = 1) throws -> [LogEntry] {
        let key = try Sample.key(seed)
        var chain = LogChain(of: Sample.agreement())
        var entries: [LogEntry] = []
        func add(_ entry: LogEntry) throws {
            try chain.append(entry)
            entries.append(entry)
        }
        try add(.decision(Signed(Sample.decision(sequence: 1, previous: chain.hash), by: key)))
        try add(.decision(Signed(Sample.decision(Sample.refused, sequence: 2, previous: chain.hash), by: key)))
        try add(
            .decided(
                Signed(
                    RoundDecided(
                        reference: Sample.reference, transcript: Sample.digest(3), at: Sample.now, allowed: 1,
                        refused: Int(handle), sequence: 3, previous: chain.hash), by: key)))
        let revocation = try Signed(Sample.revocation, by: Sample.key(2))
        let receipt = RevocationReceipt(to: revocation, at: Sample.now, sequence: 4, previous: chain.hash)
        #expect(receipt.answers(revocation))
        #expect(!receipt.answers(try Signed(Sample.revocation, by: Sample.key(3))))
        try add(.revocation(Signed(receipt, by: key)))
        return entries
    }

    private func chain(after entries: [LogEntry] = []) throws -> LogChain {
        var chain = LogChain(of: Sample.agreement())
        try chain.append(contentsOf: entries)
        return chain
    }

    @Test("starts at the hash of the agreement")
    func genesis() {
        let chain = LogChain(of: Sample.agreement())
        #expect(chain.sequence == 0)
        #expect(chain.hash.hex == "7c92a01c604f32194edb9ccab01889983c4a3e1cb6e9d67e7f82edc83d3ca3af")
    }

    @Test("commits to subjects as the specification says")
    func subject() throws {
        let salt = try #require(SubjectSalt(bytes: Array(0..<32)))
        #expect(
            SubjectCommitment.digest(of: Sample.number, salt: salt).hex
                == "f7992cc66dc3abfe41caedd436baefd3add21885e2ab04e6b8cef0e8c85daee2")
        #expect(SubjectSalt(bytes: Array(0..<31)) == nil)
        var random = SeededGenerator(seed: 3)
        let (first, second) = (SubjectSalt(using: &random), SubjectSalt(using: &random))
        #expect(first != second)
        #expect(
            SubjectCommitment.digest(of: Sample.number, salt: first)
                != SubjectCommitment.digest(of: Sample.number, salt: second))
        #expect("\(first)" == "SubjectSalt(private)")
        #expect(!String(reflecting: first).contains("["))
    }

    @Test("is verified from its beginning and from any place that was kept")
    func verified() throws {
        let entries = try log()
        let whole = try chain(after: entries)
        #expect(whole.sequence == 4)
        for count in entries.indices {
            let kept = try chain(after: Array(entries.prefix(count)))
            var resumed = LogChain(of: Sample.agreement(), sequence: kept.sequence, hash: kept.hash)
            try resumed.append(contentsOf: entries.dropFirst(count))
            #expect(resumed == whole)
        }
        #expect(whole.ends(with: entries[3]))
        #expect(!whole.ends(with: entries[2]))
    }

    @Test("is read back from the bytes of its envelopes under the coordinator's key only")
    func envelopes() throws {
        let coordinator = try Sample.key(1).publicIdentity
        for (index, entry) in try log().enumerated() {
            let read = try LogEntry(envelope: entry.envelope, coordinator: coordinator)
            #expect(read == entry)
            #expect(read.sequence == index + 1)
            #expect(read.at == Sample.now)
            #expect(read.reference == Sample.reference)
            #expect(throws: SignatureError.self) {
                try LogEntry(envelope: entry.envelope, coordinator: Sample.key(2).publicIdentity)
            }
            let text = String(decoding: entry.envelope, as: UTF8.self)
            let forged = text.replacing(#""sequence":\#(index + 1)"#, with: #""sequence":9"#)
            #expect(throws: SignatureError.self) { try LogEntry(envelope: forged.utf8, coordinator: coordinator) }
        }
        let revocation = try Signed(Sample.revocation, by: Sample.key(1))
        #expect(throws: FieldError.self) { try LogEntry(envelope: revocation.bytes, coordinator: coordinator) }
    }

    @Test("with an entry cut out, repeated or reordered does not verify")
    func cut() throws {
        let entries = try log()
        for index in entries.indices.dropLast() {
            var cut = entries
            cut.remove(at: index)
            #expect(throws: LogChainError.wrongSequence(expected: index + 1, found: index + 2)) {
                try chain(after: cut)
            }
            var swapped = entries
            swapped.swapAt(index, index + 1)
            #expect(throws: LogChainError.self) { try chain(after: swapped) }
            var repeated = entries
            repeated.insert(entries[index], at: index)
            #expect(throws: LogChainError.self) { try chain(after: repeated) }
        }
    }

    @Test("that was rewritten does not continue what was kept")
    func rewritten() throws {
        let (honest, other) = (try log(), try log(handle: 2))
        let kept = try chain(after: Array(honest.prefix(3)))
        var resumed = kept
        #expect(throws: LogChainError.brokenChain(sequence: 4)) { try resumed.append(other[3]) }
        #expect(resumed == kept)
        #expect(!kept.ends(with: other[2]))
    }

    @Test("takes no part of entries that break off")
    func whole() throws {
        let entries = try log()
        var chain = LogChain(of: Sample.agreement())
        #expect(throws: LogChainError.self) { try chain.append(contentsOf: [entries[0], entries[2]]) }
        #expect(chain.sequence == 0)
    }

    @Test("of another agreement is refused")
    func otherAgreement() throws {
        var chain = LogChain(of: Sample.agreement(0xCD))
        let entries = try log()
        #expect(throws: LogChainError.otherAgreement(sequence: 1)) { try chain.append(entries[0]) }
    }

    @Test("gives the time where the clock is a little behind, and none where it is further")
    func clock() throws {
        var clock = LogClock(latest: nil)
        #expect(try clock.moment(at: Sample.now) == Sample.now)
        clock.note(Sample.now)
        clock.note(Sample.moment("2026-05-01T00:00:00Z"))
        #expect(clock.latest == Sample.now)
        #expect(try clock.moment(at: Sample.moment("2026-06-01T12:00:01Z")) == Sample.moment("2026-06-01T12:00:01Z"))
        #expect(try clock.moment(at: Sample.moment("2026-06-01T11:55:00Z")) == Sample.now)
        let behind = Sample.moment("2026-06-01T11:54:59Z")
        #expect(throws: ClockBehindError(latest: Sample.now, clock: behind)) { try clock.moment(at: behind) }
        #expect(ClockBehindError(latest: Sample.now, clock: behind).description.contains("301 seconds"))
    }
}
