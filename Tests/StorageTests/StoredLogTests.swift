// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import GRDB
import Matching
import Messages
import Segmentation
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("The stored log")
struct StoredLogTests {
    private let folder: TemporaryFolder
    private let stage: MemberDriver
    private var members: StoredMembers { stage.members }

    init() throws {
        folder = try TemporaryFolder()
        stage = try MemberDriver(path: folder.path("state.sqlite"))
    }

    /// A batch of everything: decisions, a page with attributes and commitments, and members.
    private func everything() throws -> LogBatch {
        var batch = try stage.decisions(on: Array(0..<6), refusing: [2], at: RoundDriver.start + 60)
        batch.page = stage.page(0, rows: Array(0..<6))
        return batch
    }

    @Test("starts at the agreement and goes on by each entry, in pages of the size asked for")
    func entries() throws {
        #expect(try members.log(of: stage.agreement) == LogChain(of: stage.agreement))
        #expect(try members.entries(of: stage.agreement, after: 0, limit: 10).isEmpty)
        try members.append(everything())
        try members.append(stage.revocation(of: 1))
        try members.append(stage.end())
        let key = stage.driver.fixture.coordinator.publicIdentity
        let all = try members.entries(of: stage.agreement, after: 0, limit: 100)
        #expect(all.count == 8)
        var chain = LogChain(of: stage.agreement)
        try chain.append(contentsOf: all.map { try LogEntry(envelope: $0, coordinator: key) })
        #expect(try members.log(of: stage.agreement) == chain)
        #expect(try members.entries(of: stage.agreement, after: 0, limit: 3) == Array(all[..<3]))
        #expect(try members.entries(of: stage.agreement, after: 3, limit: 3) == Array(all[3..<6]))
        #expect(try members.entries(of: stage.agreement, after: 6, limit: 3) == Array(all[6...]))
        #expect(try members.entries(of: stage.agreement, after: 8, limit: 3).isEmpty)
        #expect(try members.decision(of: stage.handles[4], in: stage.round) == all[4])
        #expect(try members.decision(of: stage.handles[7], in: stage.round) == nil)
        #expect(try members.receipt(of: stage.handles[1], in: stage.round) == all[6])
        #expect(try members.receipt(of: stage.handles[4], in: stage.round) == nil)
    }

    @Test("is one for each agreement")
    func separate() throws {
        try members.append(everything())
        let other = try MemberDriver(
            RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other")), seed: 9)
        #expect(try members.log(of: other.agreement) == LogChain(of: other.agreement))
        try members.append(other.decisions(on: [0]))
        #expect(try members.log(of: other.agreement).sequence == 1)
        #expect(try members.log(of: stage.agreement).sequence == 6)
        let unknown = try RoundDriver.fixture(name: "unknown").agreement.id
        #expect(try ProblemCode.of { try members.log(of: unknown) } == .notFound)
    }

    @Test("is the same for the process that comes next")
    func restart() throws {
        try members.append(everything())
        let next = StoredMembers(try StateDatabase(path: stage.driver.database.path))
        #expect(try next.log(of: stage.agreement) == members.log(of: stage.agreement))
        #expect(try next.phase(of: stage.round) == members.phase(of: stage.round))
        #expect(try next.latestMoment() == RoundDriver.start + 60)
    }

    @Test("takes entries only where it ends, and stores nothing of others")
    func stale() throws {
        let genesis = LogChain(of: stage.agreement)
        try members.append(stage.decisions(on: [10]))
        let before = try stage.dump()
        var late = try stage.decisions(on: [11, 12], at: RoundDriver.start + 60, after: genesis)
        late.page = stage.page(0, rows: [11, 12])
        #expect(throws: StorageError.stale) { try members.append(late) }
        // The right number with the hash of another history is stale too.
        let forged = LogChain(of: stage.agreement, sequence: 1, hash: genesis.hash)
        #expect(throws: StorageError.stale) { try members.append(stage.decisions(on: [11], after: forged)) }
        #expect(try stage.dump() == before)
    }

    /// What of a batch cannot be stored, from its first to its last part.
    enum Fault: CaseIterable {
        case decisionTwice
        case pageTwice
        case attributesTwice
        case subjectTwice
        case subjectKnown
        case memberTwice
        case revokedTwice
    }

    @Test("takes a batch whole or nothing of it", arguments: Fault.allCases)
    func atomic(fault: Fault) throws {
        var first = try stage.decisions(on: [50])
        first.page = stage.page(0, rows: [50])
        try members.append(first)
        try members.append(stage.revocation(of: 50))
        let before = try stage.dump()

        var good = try stage.decisions(on: Array(0..<6), refusing: [2], at: RoundDriver.start + 60)
        good.page = stage.page(1, rows: Array(0..<6))
        var bad = good
        switch fault {
        case .decisionTwice:
            let end = LogChain(of: stage.agreement, sequence: 8, hash: good.log.hash)
            bad.entries += try stage.decisions(on: [3], after: end).entries
        case .pageTwice: bad.page = stage.page(0, rows: Array(0..<6))
        case .attributesTwice: bad.page = stage.page(1, rows: Array(0..<6) + [0])
        case .subjectTwice: bad.page = Self.page(good.page, subjects: [stage.subject(0), stage.subject(0)])
        case .subjectKnown: bad.page = Self.page(good.page, subjects: [stage.subject(0), stage.subject(50)])
        case .memberTwice: bad.members.append(bad.members[0])
        case .revokedTwice: bad.revoked = LogBatch.Revoked(handle: stage.handles[50], envelope: [1])
        }
        do {
            try members.append(bad)
            Issue.record("the batch was stored")
        } catch let error as StorageError {
            guard case .database = error else {
                Issue.record(error)
                return
            }
        }
        #expect(try stage.dump() == before)
        #expect(try members.latestMoment() == RoundDriver.start)
        try members.append(good)
        #expect(try stage.allMembers().map(\.member.handle) == [0, 1, 3, 4, 5].map { stage.handles[$0] })
    }

    private static func page(_ page: LogBatch.Page?, subjects: [Columns.Digest]) -> LogBatch.Page? {
        page.map {
            LogBatch.Page(
                party: $0.party, page: $0.page, isLast: $0.isLast, digest: $0.digest, lastHandle: $0.lastHandle,
                attributes: $0.attributes, subjects: subjects)
        }
    }

    @Test("ends the decisions of a round once")
    func oneEnd() throws {
        try members.append(stage.end())
        let before = try stage.dump()
        #expect(throws: StorageError.self) { try members.append(stage.end()) }
        #expect(try stage.dump() == before)
    }

    @Test("keeps the latest moment of all agreements, which never goes back")
    func latestMoment() throws {
        #expect(try members.latestMoment() == 0)
        try members.append(stage.decisions(on: [0], at: RoundDriver.start + 100))
        #expect(try members.latestMoment() == RoundDriver.start + 100)
        let other = try MemberDriver(
            RoundDriver(stage.driver.database, fixture: RoundDriver.fixture(name: "other")), seed: 9)
        try members.append(other.decisions(on: [0], at: RoundDriver.start + 40))
        try members.append(stage.revocation(of: 0, at: RoundDriver.start + 50))
        try members.note(moment: RoundDriver.start + 99)
        #expect(try members.latestMoment() == RoundDriver.start + 100)
        try members.note(moment: RoundDriver.start + 101)
        #expect(try members.latestMoment() == RoundDriver.start + 101)
        try members.append(stage.end(at: RoundDriver.start + 100))
        #expect(try members.latestMoment() == RoundDriver.start + 101)
    }

    @Test("takes a member out of the round and of its plans in the step that logs the revocation")
    func revocation() throws {
        let second = try stage.next()
        for round in [stage, second] {
            try members.append(round.decisions(on: Array(0..<60)))
            try members.append(round.end())
        }
        for (plan, round) in [(try stage.plan(1), stage), (try stage.plan(2), stage), (try second.plan(3), second)] {
            let messages = try (0..<60).map { try round.message($0) }
            #expect(try round.segments.save(plan, messages: messages, atLeast: 50) == 60)
        }
        try members.append(stage.revocation(of: 30))
        let left = stage.handles.filter { $0 != stage.handles[30] }
        #expect(try stage.allMembers().map(\.member.handle) == left)
        for plan: UInt8 in [1, 2] {
            #expect(try stage.messages(of: plan).map(\.handle) == left)
        }
        // The same handle of another round is another member's matter.
        #expect(try second.allMembers().map(\.member.handle) == second.handles)
        #expect(try second.messages(of: 3).map(\.handle) == second.handles)
        #expect(try stage.segments.messages(for: stage.handles[30], in: stage.round).isEmpty)
        #expect(try stage.segments.messages(for: stage.handles[31], in: stage.round).map(\.plan.id.bytes[0]) == [1, 2])
    }

    @Test("refuses a revocation that comes from a stale log, and keeps the member")
    func staleRevocation() throws {
        let early = try stage.revocation(of: 0)
        try members.append(stage.decisions(on: [0, 1]))
        #expect(throws: StorageError.stale) { try members.append(early) }
        #expect(try stage.allMembers().count == 2)
        #expect(try members.revoked(among: stage.handles, in: stage.round).isEmpty)
    }
}
