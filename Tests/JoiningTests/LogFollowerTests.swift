// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Home
import Joining
import Messages
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

/// A coordinator's log, honest and otherwise (protocol/v1/consent.md §7).
@Suite("Following the log")
struct LogFollowerTests {
    private let bench: Bench
    private let round: HomeRound

    init() throws {
        bench = try Bench.small()
        let numbers = (0..<3).map { FictionalNumbers.digits($0) }
        round = try bench.matchedRound(numbers: numbers, payloads: [])
    }

    /// What an entry says.
    private enum Word: Sendable {
        case allowed(Int)
        case refused(Int)
        case decided
        /// Something that the test makes.
        case made(@Sendable (RoundReference, Int, Digest) throws -> LogEntry)
    }

    /// Signs a chain of entries.
    private func log(
        _ words: [Word], round number: UInt32 = 1, by key: IdentityKey? = nil, after chain: LogChain? = nil
    ) throws -> [JSONValue] {
        var chain = chain ?? LogChain(of: bench.agreement.id)
        let key = key ?? bench.fixture.coordinator
        return try words.map { word in
            let entry = try entry(word, bench.reference(number), chain.sequence + 1, chain.hash, key)
            try chain.append(entry)
            return try JSONValue(parsing: entry.envelope)
        }
    }

    private func entry(
        _ word: Word, _ reference: RoundReference, _ sequence: Int, _ previous: Digest, _ key: IdentityKey
    ) throws -> LogEntry {
        func decision(_ index: Int, _ verdict: Verdict) throws -> LogEntry {
            .decision(
                try Signed(
                    Decision(
                        reference: reference, transcript: Bench.transcript, handle: Bench.handle(index),
                        basis: .init(
                            subject: Digest(sha256: [UInt8(truncatingIfNeeded: index)]), record: Digest(sha256: [9])),
                        verdict: verdict,
                        at: Bench.now(), sequence: sequence, previous: previous), by: key))
        }
        switch word {
        case .allowed(let index):
            return try decision(
                index,
                Verdict(
                    outcome: .allowed, channels: [.sms], reasons: [], policies: [], until: Bench.time(500),
                    hours: .standard))
        case .refused(let index):
            return try decision(
                index,
                Verdict(
                    outcome: .refused, channels: [], reasons: [DecisionReason(code: .withdrawn)], policies: [],
                    until: nil,
                    hours: nil))
        case .made(let make): return try make(reference, sequence, previous)
        case .decided:
            return .decided(
                try Signed(
                    RoundDecided(
                        reference: reference, transcript: Bench.transcript, at: Bench.time(60), allowed: 2, refused: 1,
                        sequence: sequence, previous: previous), by: key))
        }
    }

    @discardableResult
    private func follow(_ entries: [JSONValue], at offset: Int64 = 60) async throws -> [SeenRequest] {
        let clock = try Bench.time(offset)
        let script = RecordsScript(of: bench.home.party)
        script.setLog(entries)
        return try await Site().with({ script.answer($0) }) { client, server in
            try await LogFollower.follow(bench.agreement, of: bench.home, through: client) { clock }
            return server.requests
        }
    }

    private static let words: [Word] = [.allowed(0), .refused(1), .allowed(2), .decided]

    @Test("Decisions and the end of the round are stored with the end of the log")
    func stored() async throws {
        let entries = try log(Self.words)
        try await follow(entries)
        let head = try #require(try bench.home.logHead(of: bench.agreement.id))
        #expect(head.sequence == 4 && head.hash == LogChain.hash(of: entries[3].canonicalBytes))
        let first = try #require(try bench.home.decision(of: Bench.handle(0), in: round.id))
        let until = try Bench.time(500)
        #expect(first.isAllowed && first.channels == [.sms] && first.until == until && first.sequence == 1)
        #expect(first.envelope == entries[0].canonicalBytes)
        let second = try #require(try bench.home.decision(of: Bench.handle(1), in: round.id))
        #expect(!second.isAllowed && second.reasons == .array([.object(["code": .string("withdrawn")])]))
        let end = try bench.home.memberPhase(of: round.id).end
        #expect(end?.allowed == 2 && end?.refused == 1 && end?.sequence == 4)
    }

    @Test("Later it goes on from the last verified entry, which must still be there")
    func overlap() async throws {
        let entries = try log(Self.words)
        let first = try await follow(Array(entries.prefix(2)))
        #expect(first.map { $0.target.split(separator: "?").last } == ["after=0", "after=2"])
        let second = try await follow(entries)
        #expect(second.map { $0.target.split(separator: "?").last } == ["after=1", "after=4"])
        #expect(try bench.home.logHead(of: bench.agreement.id)?.sequence == 4)
        // Nothing new.
        let third = try await follow(entries)
        #expect(third.map { $0.target.split(separator: "?").last } == ["after=3", "after=4"])
        #expect(try bench.home.logHead(of: bench.agreement.id)?.sequence == 4)
    }

    @Test("A log of more than one page is followed to its end")
    func pages() async throws {
        let entries = try log([.allowed(0)] + [.refused(1)])
        let chain = LogChain(
            of: bench.agreement.id, sequence: 2, hash: LogChain.hash(of: entries[1].canonicalBytes))
        // Entries of a round that this home does not have are verified and not kept.
        let more = try log((0..<1500).map { .refused($0) }, round: 2, after: chain)
        let requests = try await follow(entries + more)
        #expect(requests.map { $0.target.split(separator: "?").last } == ["after=0", "after=1000", "after=1502"])
        #expect(try bench.home.logHead(of: bench.agreement.id)?.sequence == 1502)
        #expect(try bench.home.decision(of: Bench.handle(0), in: round.id)?.isAllowed == true)
    }

    /// Expects that nothing of a log is taken, and that its error says where.
    private func expectRefusal(
        _ entries: [JSONValue], at entry: Int, _ text: String, clock: Int64 = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try bench.home.logHead(of: bench.agreement.id)
        let decisions = try (0..<3).map { try bench.home.decision(of: Bench.handle($0), in: round.id) }
        let error = await #expect(throws: JoinError.self, sourceLocation: sourceLocation) {
            try await follow(entries, at: clock)
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(
            told.contains("log of agreement spring-launch does not hold at entry \(entry): ") && told.contains(text),
            "\(told)", sourceLocation: sourceLocation)
        #expect(try bench.home.logHead(of: bench.agreement.id) == before, sourceLocation: sourceLocation)
        #expect(
            try (0..<3).map { try bench.home.decision(of: Bench.handle($0), in: round.id) } == decisions,
            sourceLocation: sourceLocation)
    }

    @Test("A log that was cut, or whose last verified entry is another one, is refused")
    func cut() async throws {
        let entries = try log(Self.words)
        try await follow(Array(entries.prefix(3)))
        try await expectRefusal(Array(entries.prefix(2)), at: 3, "is not there any more")
        try await expectRefusal([], at: 3, "is not there any more")
        let other = try log([.allowed(0), .refused(1), .refused(2), .decided])
        try await expectRefusal(other, at: 3, "is not there any more")
        // The honest log goes on.
        try await follow(entries)
    }

    @Test(
        "Entries that are missing, swapped, repeated or of another agreement are refused, and nothing of the page is taken"
    )
    func reordered() async throws {
        let entries = try log(Self.words)
        try await expectRefusal([entries[0], entries[2], entries[3]], at: 2, "")
        try await expectRefusal([entries[0], entries[2], entries[1], entries[3]], at: 2, "")
        try await expectRefusal([entries[0], entries[0]], at: 2, "")
        try await expectRefusal(Array(entries.dropFirst()), at: 1, "")
        let other = try Bench(name: "other-launch")
        let chain = LogChain(of: other.agreement.id)
        let foreign = try entry(.allowed(0), other.reference(), 1, chain.hash, bench.fixture.coordinator)
        try await expectRefusal([JSONValue(parsing: foreign.envelope)], at: 1, "")
    }

    @Test("An entry that another key signed, that was changed, or that is no entry is refused")
    func forged() async throws {
        try await expectRefusal(log([.allowed(0)], by: bench.fixture.identities[1]), at: 1, "")
        let entries = try log(Self.words)
        let changed = String(decoding: entries[1].canonicalBytes, as: UTF8.self)
            .replacing("\"withdrawn\"", with: "\"requested\"")
        try await expectRefusal([entries[0], JSONValue(parsing: changed.utf8)], at: 2, "")
        for garbage in [JSONValue.integer(1), .object([:]), .object(["body": .object(["type": .string("stop")])])] {
            try await expectRefusal([garbage], at: 1, "")
        }
    }

    // MARK: - What the brand knows better

    private func decision(
        _ index: Int, transcript: Digest = Bench.transcript, basis: Decision.Basis? = nil, at offset: Int64 = 0
    ) -> Word {
        .made { reference, sequence, previous in
            .decision(
                try Signed(
                    Decision(
                        reference: reference, transcript: transcript, handle: Bench.handle(index),
                        basis: basis ?? .init(subject: Digest(sha256: [1]), record: Digest(sha256: [9])),
                        verdict: Verdict(
                            outcome: .allowed, channels: [.sms], reasons: [], policies: [], until: nil, hours: .standard
                        ),
                        at: Bench.time(offset), sequence: sequence, previous: previous), by: bench.fixture.coordinator))
        }
    }

    private func decided(allowed: Int, refused: Int, at offset: Int64 = 60, transcript: Digest = Bench.transcript)
        -> Word
    {
        .made { reference, sequence, previous in
            .decided(
                try Signed(
                    RoundDecided(
                        reference: reference, transcript: transcript, at: Bench.time(offset), allowed: allowed,
                        refused: refused, sequence: sequence, previous: previous), by: bench.fixture.coordinator))
        }
    }

    @Test("An entry from the future is refused until its time has come, and moves no clock of the home")
    func future() async throws {
        let entries = try log([.allowed(0), decision(1, at: 86_400)])
        try await expectRefusal(entries, at: 2, "at: it is 2026-05-29T20:26:40Z, 86400 seconds ahead", clock: 0)
        try await expectRefusal(entries, at: 2, "301 seconds ahead of this machine's clock", clock: 86_400 - 301)
        #expect(try bench.home.latestMoment() == (try Bench.now()))
        try await follow(entries, at: 86_400 - 300)
        #expect(try bench.home.latestMoment() == (try Bench.time(86_400)))
        // Such an entry may be of any kind.
        let chain = LogChain(of: bench.agreement.id, sequence: 2, hash: LogChain.hash(of: entries[1].canonicalBytes))
        let end = try log([decided(allowed: 2, refused: 1, at: 90_000)], after: chain)
        try await expectRefusal(entries + end, at: 3, "at: ", clock: 86_400)
    }

    @Test("Time that goes back is refused, within a page and behind what was verified before")
    func descending() async throws {
        let entries = try log([decision(0, at: 50), decision(1, at: 49)])
        try await expectRefusal(entries, at: 2, "at: it is 2026-05-28T20:27:29Z, before the entry before it")
        try await follow(Array(entries.prefix(1)))
        try await expectRefusal(entries, at: 2, "at: ")
        try await follow(log([decision(0, at: 50), decision(1, at: 50)]))
    }

    @Test("An entry about another transcript of a round that the home knows is refused")
    func transcript() async throws {
        let other = Digest(sha256: [77])
        try await expectRefusal(log([decision(0, transcript: other)]), at: 1, "transcript: it is not that of round 1")
        try await expectRefusal(
            log([.allowed(0), .refused(1), .allowed(2), decided(allowed: 2, refused: 1, transcript: other)]), at: 4,
            "transcript: ")
        // Of a round of which it knows nothing it cannot tell.
        try await follow(log([decision(0, transcript: other)], round: 2))
    }

    @Test("A decision about another commitment or record than the home sent is refused, by the name of the field")
    func basis() async throws {
        func digest(_ byte: UInt8) -> Digest { Digest(sha256: [byte]) }
        let handle = try Bench.handle(0)
        try bench.home.noteSent(
            [
                SentRecord(handle: handle, subject: digest(1), record: digest(2)),
                SentRecord(handle: handle, subject: digest(1), record: digest(3)),
            ], of: round.id)
        func basis(_ subject: UInt8, _ record: UInt8) -> Decision.Basis {
            .init(subject: digest(subject), record: digest(record))
        }
        try await expectRefusal(
            log([decision(0, basis: basis(4, 2))]), at: 1,
            "subject: it is not the commitment that was sent for the handle")
        try await expectRefusal(
            log([decision(0, basis: basis(1, 4))]), at: 1, "record: it is not the digest of the record that was sent")
        // Either of two that were sent, and any for a row of which this home does not know what was sent.
        try await follow(log([decision(0, basis: basis(1, 3)), decision(1, basis: basis(8, 9))]))
        #expect(try bench.home.decision(of: handle, in: round.id) != nil)
    }

    @Test(
        "An end whose counts are not those of the decisions before it is refused",
        arguments: [(3, 0, "allowed: it is 3, and"), (2, 0, "refused: it is 0, and"), (1, 1, "allowed: ")])
    func counts(allowed: Int, refused: Int, text: String) async throws {
        let entries = try log([.allowed(0), .refused(1), .allowed(2), decided(allowed: allowed, refused: refused)])
        try await expectRefusal(entries, at: 4, text)
        // Decisions that were stored before count too.
        try await follow(Array(entries.prefix(3)))
        try await expectRefusal(entries, at: 4, text)
    }

    @Test("An end before every row is decided is refused")
    func early() async throws {
        try await expectRefusal(
            log([.allowed(0), decided(allowed: 1, refused: 0)]), at: 2, "allowed, refused: they are not 3 together")
    }
}
