// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Testing
import Vocabulary

@Suite("What was sent about matched rows")
struct SentRecordTests {
    private let sample: Sample
    private let round: RoundID

    init() throws {
        sample = try Sample()
        round = try sample.finish()
    }

    private func record(_ index: Int, _ byte: UInt8) throws -> SentRecord {
        SentRecord(handle: try Sample.handle(index), subject: Sample.digest(byte), record: Sample.digest(byte + 1))
    }

    @Test("It is kept by handle; the same again changes nothing, something else stands beside it")
    func noted() throws {
        let home = sample.home
        try home.noteSent([record(0, 10), record(1, 20)], of: round)
        try home.noteSent([record(1, 20), record(1, 30)], of: round)
        let handles = try (0..<3).map { try Sample.handle($0) }
        let sent = try home.sentRecords(of: handles, in: round)
        #expect(try sent[handles[0]] == [record(0, 10)])
        #expect(try Set(sent[handles[1]] ?? []) == [record(1, 20), record(1, 30)])
        #expect(sent[handles[2]] == nil)
        #expect(try home.sentRecords(of: handles, in: sample.agreement.roundID(2)).isEmpty)
    }

    @Test("Nothing is noted before the result")
    func early() throws {
        let early = try sample.agree(2, count: 10)
        #expect(throws: HomeError.self) { try sample.home.noteSent([record(0, 10)], of: early) }
    }

    @Test("Decisions are counted by their outcome")
    func counts() throws {
        #expect(try sample.home.decisionCounts(of: round) == (0, 0))
        try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(3),
            storing: (0..<3).map { try Sample.decision($0, of: round, sequence: $0 + 1) })
        #expect(try sample.home.decisionCounts(of: round) == (2, 1))
    }
}
