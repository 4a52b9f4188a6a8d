// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Matching
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored members")
struct StoredMembersTests {
    private let folder: TemporaryFolder
    private let stage: MemberDriver
    private var members: StoredMembers { stage.members }

    init() throws {
        folder = try TemporaryFolder()
        stage = try MemberDriver(path: folder.path("state.sqlite"))
    }

    @Test("have a phase that follows match, pages, end and erasure")
    func phase() throws {
        var phase = try members.phase(of: stage.round)
        #expect(phase == RecordsPhase(matchedAt: RoundDriver.start, senders: [:], isDecided: false, isErased: false))
        var batch = try stage.decisions(on: Array(0..<20))
        batch.page = stage.page(0, rows: Array(0..<20))
        try members.append(batch)
        batch = try stage.batch()
        batch.page = stage.page(0, of: 1, rows: [], isLast: true)
        try members.append(batch)
        phase = try members.phase(of: stage.round)
        #expect(
            phase.senders == [
                stage.brand: .init(pages: 1, isComplete: false, lastHandle: stage.handles[19]),
                stage.partner: .init(pages: 1, isComplete: true, lastHandle: nil),
            ])
        #expect(phase.revision == 2)
        batch = try stage.decisions(on: Array(20..<60))
        batch.page = stage.page(1, rows: Array(20..<60), isLast: true)
        try members.append(batch)
        phase = try members.phase(of: stage.round)
        #expect(phase.sender(stage.brand) == .init(pages: 2, isComplete: true, lastHandle: stage.handles[59]))
        #expect(!phase.isDecided)
        try members.append(stage.end())
        phase = try members.phase(of: stage.round)
        #expect(phase.isDecided && !phase.isErased && phase.revision == 4)
        #expect(try stage.driver.rounds.eraseRows(endedBefore: RoundDriver.start, of: stage.agreement) == 1)
        phase = try members.phase(of: stage.round)
        #expect(
            phase == RecordsPhase(matchedAt: RoundDriver.start, senders: [:], isDecided: true, isErased: true))
    }

    @Test("have no moment of a match before there is one, and no phase in a round that is not there")
    func unmatched() throws {
        let other = try RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other"))
        #expect(try members.phase(of: other.round.reference.round).matchedAt == nil)
        #expect(try members.openPhases() == [stage.round])
        #expect(try ProblemCode.of { try members.phase(of: stage.driver.agreement.roundID(9)) } == .notFound)
    }

    @Test("are open phases until they are decided or erased")
    func openPhases() throws {
        let second = try stage.next(seed: 8, finishedAt: RoundDriver.start - 10)
        #expect(try members.openPhases() == [stage.round, second.round])
        #expect(try stage.driver.rounds.eraseRows(endedBefore: RoundDriver.start - 5, of: stage.agreement) == 1)
        #expect(try members.openPhases() == [stage.round])
        try members.append(stage.end())
        #expect(try members.openPhases().isEmpty)
    }

    @Test("keep the digest of each page of each party")
    func pages() throws {
        var batch = try stage.batch()
        batch.page = stage.page(0, of: 1, rows: [3])
        try members.append(batch)
        #expect(try members.page(0, of: stage.partner, in: stage.round) == Digest(sha256: [1, 0]))
        #expect(try members.page(1, of: stage.partner, in: stage.round) == nil)
        #expect(try members.page(0, of: stage.brand, in: stage.round) == nil)
        let second = try stage.next(seed: 8)
        #expect(try members.page(0, of: stage.partner, in: second.round) == nil)
        let stranger = try #require(PartyID("nobody"))
        #expect(try ProblemCode.of { try members.page(0, of: stranger, in: stage.round) } == .wrongParty)
    }

    @Test("are found by the handles of the party that asks, and by no other's")
    func handles() throws {
        let theirs = stage.outcome.rows[1].records.map(\.handle)
        let asked = [stage.handles[5], theirs[5], stage.handles[0]]
        #expect(
            try members.members(of: asked, of: stage.brand, in: stage.round)
                == [stage.member(5), nil, stage.member(0)])
        #expect(
            try members.members(of: asked, of: stage.partner, in: stage.round) == [nil, stage.member(5, of: 1), nil])
        #expect(try members.members(of: asked, of: stage.driver.id(2), in: stage.round) == [nil, nil, nil])
        let second = try stage.next(seed: 8)
        #expect(try members.members(of: asked, of: stage.brand, in: second.round) == [nil, nil, nil])
    }

    @Test("are revoked one by one, in their own round")
    func revoked() throws {
        let second = try stage.next()
        #expect(second.handles == stage.handles)
        try members.append(stage.decisions(on: [4, 5, 6]))
        try members.append(stage.revocation(of: 5))
        let asked = [4, 5, 6].map { stage.handles[$0] }
        #expect(try members.revoked(among: asked, in: stage.round) == [stage.handles[5]])
        #expect(try members.revoked(among: asked, in: second.round).isEmpty)
        #expect(try members.revoked(among: [stage.handles[4]], in: stage.round).isEmpty)
    }

    @Test("know a commitment again in every round of every agreement")
    func subjects() throws {
        var batch = try stage.decisions(on: [0, 1])
        batch.page = stage.page(0, rows: [0, 1])
        try members.append(batch)
        let other = try MemberDriver(
            RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other")), seed: 9)
        let fresh = Digest(sha256: [99])
        #expect(try other.members.firstKnown(among: [fresh, stage.subject(1), stage.subject(0)]) == 1)
        #expect(try other.members.firstKnown(among: [fresh, stage.subject(2)]) == nil)
        #expect(try other.members.firstKnown(among: []) == nil)
    }

    @Test("are undecided, ascending and no more than asked for, until there is a decision")
    func undecided() throws {
        try members.append(stage.decisions(on: [0, 2, 59], refusing: [2]))
        let left = stage.handles.indices.filter { ![0, 2, 59].contains($0) }.map { stage.handles[$0] }
        #expect(try members.undecided(of: stage.brand, in: stage.round, after: nil, limit: 1000) == left)
        #expect(try members.undecided(of: stage.brand, in: stage.round, after: nil, limit: 3) == Array(left.prefix(3)))
        #expect(
            try members.undecided(of: stage.brand, in: stage.round, after: left[4], limit: 2) == Array(left[5...6]))
        #expect(
            try members.undecided(of: stage.brand, in: stage.round, after: stage.handles[59], limit: 2).isEmpty)
        // A revocation is no decision.
        try members.append(stage.revocation(of: 1))
        #expect(try members.undecided(of: stage.brand, in: stage.round, after: nil, limit: 1) == [stage.handles[1]])
        // A decision of another round on the same handle does not count.
        let second = try stage.next()
        #expect(try members.undecided(of: stage.brand, in: second.round, after: nil, limit: 1000) == second.handles)
        try members.append(stage.decisions(on: stage.handles.indices.filter { ![0, 2, 59].contains($0) }))
        #expect(try members.undecided(of: stage.brand, in: stage.round, after: nil, limit: 1000).isEmpty)
    }

    @Test("are tallied by decision, whatever was revoked since")
    func tally() throws {
        #expect(try members.tally(of: stage.round) == (0, 0))
        try members.append(stage.decisions(on: Array(0..<10), refusing: [3, 4, 5]))
        try members.append(stage.revocation(of: 0))
        let second = try stage.next(seed: 8)
        try members.append(second.decisions(on: [1]))
        #expect(try members.tally(of: stage.round) == (7, 3))
        #expect(try members.tally(of: second.round) == (1, 0))
        try members.append(stage.end())
        #expect(try members.tally(of: stage.round) == (7, 3))
    }

    @Test("are read with all that was decided and with what each party told of them")
    func everything() throws {
        let until = RoundDriver.start + 500
        var batch = try stage.decisions(on: [7, 8, 9], refusing: [8], until: until)
        batch.page = stage.page(0, rows: [7, 8, 9])
        try members.append(batch)
        // The partner's row of the member of the brand's row 9.
        let row = try #require(stage.outcome.rows[1].members.firstIndex(of: stage.member(9)))
        batch = try stage.batch()
        batch.page = stage.page(0, of: 1, rows: [row])
        try members.append(batch)
        let second = try stage.next()
        try members.append(second.decisions(on: [20]))
        let all = try stage.allMembers()
        #expect(all.map(\.member.handle) == [stage.handles[7], stage.handles[9]])
        #expect(
            all[0].member
                == AllowedMember(
                    member: stage.member(7), handle: stage.handles[7], channels: [.sms, .voice],
                    until: Timestamp(seconds: until), hours: .standard))
        #expect(all[0].told == [stage.brand: MemberDriver.attributes(0, 7)])
        #expect(
            all[1].told == [
                stage.brand: MemberDriver.attributes(0, 9), stage.partner: MemberDriver.attributes(1, row),
            ])
    }

    @Test("of the newest decided round by number count, as long as they are not erased")
    func newest() throws {
        let second = try stage.next(seed: 8, finishedAt: RoundDriver.start - 10)
        #expect(try members.newestDecided(of: stage.agreement) == nil)
        // The later round is decided first: it stays the newest.
        try members.append(second.end(at: RoundDriver.start + 5))
        try members.append(stage.end(at: RoundDriver.start + 7))
        let third = try second.next(seed: 9)
        var newest = try #require(try members.newestDecided(of: stage.agreement))
        #expect(newest == (second.round, RoundDriver.start + 5))
        let other = try MemberDriver(
            RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other")), seed: 10)
        #expect(try members.newestDecided(of: other.agreement) == nil)
        #expect(try stage.driver.rounds.eraseRows(endedBefore: RoundDriver.start - 5, of: stage.agreement) == 1)
        newest = try #require(try members.newestDecided(of: stage.agreement))
        #expect(newest == (stage.round, RoundDriver.start + 7))
        try members.append(third.end(at: RoundDriver.start + 9))
        newest = try #require(try members.newestDecided(of: stage.agreement))
        #expect(newest == (third.round, RoundDriver.start + 9))
    }
}
