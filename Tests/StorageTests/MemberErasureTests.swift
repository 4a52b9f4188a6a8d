// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Foundation
import GRDB
import Matching
import Messages
import Segmentation
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("What is erased of members")
struct MemberErasureTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("state.sqlite")
    }

    /// Members of all rows, with pages, a plan and a revocation.
    private func fill(_ stage: MemberDriver) throws {
        let rows = Array(stage.handles.indices)
        var batch = try stage.decisions(on: rows)
        batch.page = stage.page(0, rows: rows, isLast: true)
        try stage.members.append(batch)
        batch = try stage.batch()
        batch.page = stage.page(0, of: 1, rows: rows, isLast: true)
        try stage.members.append(batch)
        try stage.members.append(stage.end())
        let plan = try stage.plan(UInt8(stage.driver.round.number))
        let messages = try rows.map { try stage.message($0) }
        #expect(try stage.segments.save(plan, messages: messages, atLeast: 50) == rows.count)
        try stage.members.append(stage.revocation(of: 0))
    }

    @Test("At the end of retention all that followed the match goes, but for the log")
    func retention() throws {
        let stage = try MemberDriver(path: path)
        try fill(stage)
        let second = try stage.next(seed: 8, finishedAt: RoundDriver.start + 10)
        try fill(second)
        let definition = SegmentDefinition(name: "all", description: nil, when: "true")
        try stage.segments.replace([definition], of: stage.agreement, by: [1], at: 1)
        let before = try stage.dump()
        #expect(try stage.driver.rounds.eraseRows(endedBefore: RoundDriver.start, of: stage.agreement) == 1)
        let after = try stage.dump()
        for table in [
            "record_page", "subject", "member", "attribute_row", "revocation", "plan", "result_block",
        ] {
            let left = try #require(before[table]).filter { $0["round"] == 2 as Int64 }
            #expect(!left.isEmpty && after[table] == left, "\(table)")
        }
        #expect(after["plan_message"]?.count == 59)
        for table in ["log_entry", "definition", "definition_statement", "latest_moment", "statement", "agreement"] {
            #expect(after[table] == before[table], "\(table)")
        }
        #expect(try stage.segments.plan(stage.plan(1).id) == nil)
        #expect(try second.messages(of: 2).count == 59)
        #expect(try stage.members.entries(of: stage.agreement, after: 0, limit: 1000).count == 2 * 62)
    }

    @Test("What is erased at the end of retention is in no file any more")
    func retentionBytes() throws {
        let stage = try MemberDriver(path: path)
        try fill(stage)
        let texts = (1..<60).map { MemberDriver.text($0) }
        let attribute = String(decoding: MemberDriver.attributes(1, 33), as: UTF8.self)
        #expect(try texts.allSatisfy(stage.isOnDisk))
        #expect(try stage.isOnDisk(attribute))
        #expect(try stage.driver.rounds.eraseRows(endedBefore: RoundDriver.start, of: stage.agreement) == 1)
        #expect(try texts.filter(stage.isOnDisk).isEmpty)
        #expect(try !stage.isOnDisk(attribute))
    }

    @Test("The texts for a revoked member are in no file any more, and those for others still are")
    func revocationBytes() throws {
        let stage = try MemberDriver(path: path)
        try fill(stage)
        #expect(try stage.isOnDisk(MemberDriver.text(30)))
        try stage.members.append(stage.revocation(of: 30))
        #expect(try !stage.isOnDisk(MemberDriver.text(30)))
        #expect(try stage.isOnDisk(MemberDriver.text(31)))
    }

    @Test(
        "Many revocations in any order, between which pages are joined, leave no text behind once the file was written anew"
    )
    func manyRevocations() throws {
        let stage = try MemberDriver(path: path, rows: 400)
        let rows = Array(0..<400)
        try stage.members.append(stage.decisions(on: rows))
        try stage.members.append(stage.end())
        var generator = SeededGenerator(seed: 1)
        // Texts of different lengths, so that pages fill unevenly.
        let messages = try rows.map {
            let filling = String(repeating: "x", count: Int.random(in: 0...900, using: &generator))
            return try stage.message($0, text: MemberDriver.text($0) + filling)
        }
        for plan: UInt8 in [1, 2] {
            #expect(try stage.segments.save(stage.plan(plan), messages: messages, atLeast: 50) == 400)
        }
        var revoked: [Int] = []
        for row in rows.shuffled(using: &generator).prefix(300) {
            try stage.members.append(stage.revocation(of: row))
            revoked.append(row)
        }
        // Where SQLite joins or splits pages it leaves copies of rows in their free space, which `secure_delete` does not
        // overwrite.
        try stage.segments.compact(at: RoundDriver.start)
        let found = try revoked.filter { try stage.isOnDisk(MemberDriver.text($0)) }
        #expect(found.isEmpty)
        let left = rows.filter { !revoked.contains($0) }
        #expect(try left.allSatisfy { try stage.isOnDisk(MemberDriver.text($0)) })
        #expect(try stage.messages(of: 2).map(\.handle) == left.map { stage.handles[$0] })
    }

    @Test("The file is written anew once a day, and only where something was deleted")
    func compaction() throws {
        let stage = try MemberDriver(path: path)
        try fill(stage)
        let day: Int64 = 86_400
        let database = stage.driver.database
        #expect(try database.compact(at: 20_000 * day))
        try stage.members.append(stage.revocation(of: 1))
        #expect(try !database.compact(at: 20_000 * day + day - 1))
        #expect(try database.compact(at: 20_001 * day))
        #expect(try !database.compact(at: 20_002 * day))
        try stage.members.append(stage.revocation(of: 2))
        #expect(try database.compact(at: 20_002 * day))
        #expect(try stage.messages(of: 1).count == 57)
    }
}
