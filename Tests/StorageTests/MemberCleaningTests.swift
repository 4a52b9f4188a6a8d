// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Foundation
import GRDB
import Matching
import Segmentation
import Storage
import Testing
import Vocabulary

@Suite("What members no longer need")
struct MemberCleaningTests {
    private let folder: TemporaryFolder
    private let stage: MemberDriver

    init() throws {
        folder = try TemporaryFolder()
        stage = try MemberDriver(path: folder.path("state.sqlite"))
    }

    /// Pages of both parties about all rows of a round, and decisions.
    private func fill(_ stage: MemberDriver, refusing refused: Set<Int> = []) throws {
        let rows = Array(stage.handles.indices)
        var batch = try stage.decisions(on: rows, refusing: refused)
        batch.page = stage.page(0, rows: rows, isLast: true)
        try stage.members.append(batch)
        batch = try stage.batch()
        batch.page = stage.page(0, of: 1, rows: rows, isLast: true)
        try stage.members.append(batch)
    }

    /// The members of whom a party told something.
    private func told(by party: Int, _ stage: MemberDriver) throws -> Set<UInt32> {
        let position = Int64(stage.driver.agreement.parties.firstIndex { $0.id == stage.driver.id(party) } ?? -1)
        let rows = try #require(try stage.dump()["attribute_row"]).filter {
            $0["party"] == position && $0["round"] == Int64(stage.driver.round.number)
        }
        return Set(rows.map { UInt32($0["member"] as Int64) })
    }

    @Test("Attributes of those who are refused, by record or by revocation, go when the round is decided")
    func refused() throws {
        let second = try stage.next()
        try fill(second)
        try stage.members.append(stage.revocation(of: 5))
        try fill(stage, refusing: [3, 4, 5])
        let all = Set((0..<60).map { stage.member($0) })
        #expect(try told(by: 0, stage) == all && told(by: 1, stage) == all)
        try stage.members.append(stage.end())
        let left = Set((0..<60).filter { !(3...5).contains($0) }.map { stage.member($0) })
        #expect(try told(by: 0, stage) == left && told(by: 1, stage) == left)
        #expect(try told(by: 0, second) == all && told(by: 1, second) == all)
    }

    @Test("Attributes of a revoked member go at once, whoever told them, and nobody else's")
    func revoked() throws {
        try fill(stage)
        try stage.members.append(stage.end())
        let second = try stage.next()
        try fill(second)
        try stage.members.append(stage.revocation(of: 7))
        let all = Set((0..<60).map { stage.member($0) })
        let left = all.subtracting([stage.member(7)])
        #expect(try told(by: 0, stage) == left && told(by: 1, stage) == left)
        #expect(try told(by: 0, second) == all && told(by: 1, second) == all)
    }

    @Test("The plans of older rounds go when a newer one is decided, whichever is decided first")
    func olderPlans() throws {
        let second = try stage.next(seed: 8)
        let third = try second.next(seed: 9)
        for round in [stage, second, third] { try fill(round) }
        func save(_ driver: MemberDriver) throws {
            let messages = try (0..<60).map { try driver.message($0) }
            let plan = try driver.plan(UInt8(driver.driver.round.number))
            #expect(try driver.segments.save(plan, messages: messages, atLeast: 50) == 60)
        }
        func plans() throws -> [UInt8] {
            try ([1, 2, 3] as [UInt8]).filter { try stage.segments.plan(stage.plan($0).id) != nil }
        }
        try stage.members.append(stage.end())
        try save(stage)
        try save(third)
        try stage.members.append(second.end())
        #expect(try plans() == [3])
        #expect(try stage.dump()["plan_message"]?.count == 60)
        try save(stage)
        try save(second)
        try stage.members.append(third.end())
        #expect(try plans() == [3])
    }

    @Test("A revocation waits for nobody who reads; its texts leave the files once the reading is over")
    func openReader() throws {
        try fill(stage)
        try stage.members.append(stage.end())
        let messages = try (0..<60).map { try stage.message($0) }
        #expect(try stage.segments.save(stage.plan(1), messages: messages, atLeast: 50) == 60)
        let reader = try DatabaseQueue(path: stage.driver.database.path)
        let start = ContinuousClock.now
        try reader.read { connection in
            _ = try Row.fetchOne(connection, sql: "SELECT * FROM member")
            try stage.members.append(stage.revocation(of: 30))
            try stage.segments.settle()
            #expect(try stage.isOnDisk(MemberDriver.text(30)))
        }
        #expect(ContinuousClock.now - start < .seconds(10))
        try stage.segments.settle()
        #expect(try !stage.isOnDisk(MemberDriver.text(30)))
        #expect(try stage.isOnDisk(MemberDriver.text(31)))
    }

    @Test("What an earlier process left in the log is emptied by the next")
    func earlierProcess() throws {
        try fill(stage)
        try stage.members.append(stage.end())
        let path = stage.driver.database.path
        func logBytes() throws -> Int { try Data(contentsOf: URL(filePath: path + "-wal")).count }
        let later = try StateDatabase(path: path)
        try stage.members.note(moment: RoundDriver.start + 100)
        #expect(try logBytes() > 0)
        try StoredSegments(later).settle()
        #expect(try logBytes() == 0)
        try later.close()
    }
}
