// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Testing
import Vocabulary

@Suite("A round")
struct RoundTests {
    @Test("goes from commitments to members", arguments: [2, 3, 8])
    func happyPath(parties: Int) throws {
        var script = try RoundScript(parties: parties)
        #expect(script.round.state == .gathering && script.round.transcript == nil)
        try script.commit(0..<parties - 1)
        #expect(script.round.transcript == nil && script.round.status.chunksTotal == 0)
        try script.commit([parties - 1])
        let bodies = script.round.commitments.compactMap { $0?.body }
        #expect(script.round.transcript == Transcript.digest(of: bodies))
        #expect(script.round.state == .gathering)
        try script.agree(0..<parties)
        #expect(script.round.state == .ring)
        try script.upload(hops: 0...parties - 1)
        #expect(script.round.isRingComplete)
        #expect(script.round.status.chunksDone == script.round.status.chunksTotal)
        let outcome = try script.outcome()
        try script.round.apply(.finished(outcome.manifest))
        #expect(script.round.state == .matched && script.round.result == outcome.manifest)
        let suppressed = parties > 2 ? 10 : 0
        #expect(outcome.manifest.body.members == (RoundScript.sharedRows - suppressed) / 50 * 50)
        for rows in outcome.rows {
            #expect(rows.records.count == RoundScript.sharedRows - suppressed)
            let list = try #require(script.agreement.index(of: rows.party))
            let numbers = rows.records.map { script.lists[list][Int($0.position)] }
            #expect(Set(numbers) == Set(suppressed..<RoundScript.sharedRows))
        }
    }

    @Test("counts a revision for every event and tells its progress")
    func status() throws {
        var script = try RoundScript()
        try script.commit([2, 0])
        var status = script.round.status
        #expect(status.revision == 2 && status.state == .gathering && status.number == 1)
        #expect(status.committed == [script.id(0), script.id(2)] && status.agreed.isEmpty)
        #expect(status.deadline == RoundScript.start + 24 * 3600)
        try script.commit([1])
        try script.agree([1])
        status = script.round.status
        #expect(status.agreed == [script.id(1)] && status.transcript == script.round.transcript)
        // 200 + 200 + 60 rows in chunks of 64.
        #expect(status.chunksTotal == (4 + 4 + 1) * 3)
        try script.agree([0, 2])
        try script.upload(list: 0, hop: 0, chunk: 0)
        #expect(script.round.status.chunksDone == 1)
    }

    @Test("says what each party can do")
    func work() throws {
        var script = try RoundScript()
        #expect(try script.round.work(for: script.id(0)).uploads.isEmpty)
        try script.enterRing()
        try script.upload(list: 0, hop: 0, chunk: 0)
        try script.upload(list: 0, hop: 0, chunk: 1)
        try script.upload(list: 0, hop: 1, chunk: 1)
        let owner = try script.round.work(for: script.id(0))
        #expect(owner.uploads == [2, 3] && owner.turns.isEmpty && owner.state == .ring)
        let second = try script.round.work(for: script.id(1))
        #expect(second.turns == [script.place(list: 0, hop: 1, chunk: 0)] && second.uploads == [0, 1, 2, 3])
        #expect(try script.round.work(for: script.id(2)).turns == [script.place(list: 0, hop: 2, chunk: 1)])
        #expect(try ProblemCode.of { try script.round.work(for: stranger) } == .wrongParty)
    }

    @Test("expires at its deadline, unless it has ended")
    func overdue() throws {
        var script = try RoundScript()
        #expect(!script.round.isOverdue(at: script.round.deadline - 1))
        #expect(script.round.isOverdue(at: script.round.deadline))
        try script.round.apply(.expired)
        #expect(script.round.state == .expired)
        #expect(!script.round.isOverdue(at: script.round.deadline))
        #expect(
            try ProblemCode.of { try script.round.admit(script.commitment(of: 0), from: script.id(0)) } == .wrongState)
    }

    @Test("does not take a chunk for a place it does not have")
    func damagedEvent() throws {
        var script = try RoundScript()
        let chunk = RoundEvent.StoredChunk(
            place: script.place(list: 0, hop: 0, chunk: 0), digest: Digest(sha256: [0]), last: nil)
        #expect(try ProblemCode.of { try script.round.apply(.stored(chunk)) } == .internal)
    }

    @Test("knows how many bytes a place holds")
    func byteCount() throws {
        var script = try RoundScript()
        try script.enterRing()
        #expect(try script.round.byteCount(at: script.place(list: 0, hop: 1, chunk: 0)) == 64 * 32)
        #expect(try script.round.byteCount(at: script.place(list: 0, hop: 2, chunk: 3)) == 8 * 16)
        #expect(
            try ProblemCode.of { try script.round.byteCount(at: script.place(list: 0, hop: 3, chunk: 0)) } == .notFound)
    }
}

/// A party that no agreement here names.
var stranger: PartyID {
    get throws { try #require(PartyID("stranger")) }
}

extension Round {
    /// Admits a commitment of a party without a history.
    func admit(
        _ statement: Unverified<Commitment>, from caller: PartyID
    ) throws -> Admission<Signed<Commitment>> {
        try admit(statement, from: caller, history: .none, at: RoundScript.start)
    }
}

extension Admission {
    var isRepeated: Bool { if case .repeated = self { true } else { false } }
}
