// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Messages
import Signing
import Testing
import Vocabulary

@Suite("Revocations and where numbers matched")
struct RevocationTests {
    @Test("A revocation is durable, keeps its first moment, and is pending until its receipt is stored")
    func recorded() throws {
        let sample = try Sample()
        let id = try sample.finish()
        let (first, second) = (try Sample.handle(2), try Sample.handle(0))
        try sample.home.recordRevocation(of: first, in: id, at: Sample.time(10))
        try sample.home.recordRevocation(of: second, in: id, at: Sample.time(20))
        try sample.home.recordRevocation(of: first, in: id, at: Sample.time(30))
        let home = try Home(openingAt: sample.home.path)
        let pending = try home.pendingRevocations()
        #expect(pending.map(\.handle) == [first, second])
        #expect(pending.map(\.at) == [try Sample.time(10), try Sample.time(20)])
        #expect(pending.allSatisfy { $0.round == id && $0.receipt == nil })
        for _ in 1...2 { try home.markDelivered(first, in: id, receipt: [1, 2], sequence: 2) }
        #expect(try home.pendingRevocations().map(\.handle) == [second])
        #expect(try home.revocation(of: first, in: id)?.receipt == [1, 2])
        #expect(try home.revocation(of: Sample.handle(1), in: id) == nil)
        #expect(try home.revokedHandles(of: id) == [first, second])
        #expect(throws: HomeError.otherReceipt(id)) { try home.markDelivered(first, in: id, receipt: [3], sequence: 3) }
        #expect(throws: HomeError.noRevocation(id)) {
            try home.markDelivered(Sample.handle(1), in: id, receipt: [3], sequence: 3)
        }
        #expect(try home.revocation(of: first, in: id)?.receipt == [1, 2])
    }

    @Test("Revocations of several rounds are recorded all or none")
    func batch() throws {
        let sample = try Sample()
        let (first, second) = (try sample.finish(1), try sample.agree(2))
        let handle = try Sample.handle(0)
        #expect(throws: HomeError.wrongStep(second, .agreed)) {
            try sample.home.recordRevocations(of: [(first, handle), (second, handle)], at: Sample.time())
        }
        #expect(try sample.home.pendingRevocations().isEmpty)
        try sample.home.finish(second, manifest: [7], rowCount: nil, at: Sample.time())
        try sample.home.recordRevocations(of: [(first, handle), (second, handle)], at: Sample.time())
        #expect(try sample.home.pendingRevocations().map(\.round) == [first, second])
    }

    @Test("A number is found in every round with a result in which it matched")
    func rounds() throws {
        let sample = try Sample()
        // Position p of a list of 10 is the number digits(9 - p).
        let first = try sample.finish(1, positions: [4, 2, 8])
        try sample.finish(2, positions: [1])
        let third = try sample.finish(3, positions: [9, 8])
        try sample.home.end(sample.agree(4), .stopped, at: Sample.time())
        try sample.agree(5)
        let found = try sample.home.roundsWithMatches(of: Sample.digits(1))
        #expect(found.map(\.round.id) == [first, third])
        #expect(found.map(\.handle) == [try Sample.handle(2), try Sample.handle(1)])
        #expect(try sample.home.roundsWithMatches(of: Sample.digits(3)).isEmpty)
        #expect(try sample.home.roundsWithMatches(of: Sample.digits(50)).isEmpty)
        let all = try sample.home.matches(ofNumbers: [Sample.digits(1), Sample.digits(0), Sample.digits(5)])
        #expect(all.count == 4)
        #expect(all.filter { $0.round.id == third }.map(\.digits) == [Sample.digits(0), Sample.digits(1)])
        #expect(try sample.home.matches(ofNumbers: []).isEmpty)
        #expect(!"\(all)".contains("555"))
    }

    @Test("A number is found on any page of the rows")
    func manyPages() throws {
        let sample = try Sample()
        let count = Limits.chunkRows + 500
        try sample.finish(count: count, positions: (0..<UInt32(count)).reversed())
        let found = try sample.home.matches(ofNumbers: [Sample.digits(3), Sample.digits(count - 2)])
        #expect(found.map(\.handle) == [try Sample.handle(3), try Sample.handle(count - 2)])
    }

    @Test("The latest moment is the latest of every kind that is stored")
    func latestMoment() throws {
        let sample = try Sample()
        #expect(try sample.home.latestMoment() == nil)
        let id = try sample.prepare()
        #expect(try sample.home.latestMoment() == (try Sample.time()))
        try sample.home.markCommitted(id)
        try sample.home.agree(to: Sample.digest(5), of: id, statement: [], foreignRows: 1, limit: 10)
        try sample.home.finish(id, manifest: [7], rowCount: nil, at: Sample.time(5))
        #expect(try sample.home.latestMoment() == (try Sample.time(5)))
        try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(1),
            storing: [Sample.decision(0, of: id, sequence: 1)])
        #expect(try sample.home.latestMoment() == (try Sample.time(601)))
        let end = StoredPhaseEnd(round: id, sequence: 2, at: try Sample.time(700), allowed: 1, refused: 0)
        try sample.home.advanceLog(of: sample.agreement.id, from: Sample.head(1), to: Sample.head(2), decided: [end])
        #expect(try sample.home.latestMoment() == (try Sample.time(700)))
        try sample.home.recordRevocation(of: Sample.handle(0), in: id, at: Sample.time(800))
        #expect(try sample.home.latestMoment() == (try Sample.time(800)))
        try sample.home.recordRevocation(of: Sample.handle(1), in: id, at: Sample.time(100))
        #expect(try Home(openingAt: sample.home.path).latestMoment() == (try Sample.time(800)))
    }
}
