// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Members that are kept for the next request")
struct KeptTablesTests {
    private func round(_ number: UInt8) throws -> RoundID {
        try #require(RoundID(bytes: [UInt8](repeating: number, count: 32)))
    }

    private func table(of count: Int) throws -> MemberTable {
        var table = MemberTable(grants: [])
        for index in 0..<count {
            let handle = try #require(Handle(bytes: [UInt8](repeating: UInt8(index), count: 16)))
            try table.append(Member(handle: handle, channels: [.sms], until: nil, hours: .all, attributes: [:]))
        }
        return table
    }

    @Test("Several rounds are kept as long as nothing changed and there is room; the oldest goes first")
    func room() throws {
        var kept = KeptTables(maximumMembers: 5)
        for number: UInt8 in 1...3 { kept.keep(try table(of: 2), of: try round(number), generation: 0) }
        #expect(kept.table(of: try round(1), generation: 0)?.count == 2)
        #expect(kept.table(of: try round(3), generation: 0) != nil)
        // The first was asked for last but one, so that the second goes.
        _ = kept.table(of: try round(1), generation: 0)
        kept.keep(try table(of: 3), of: try round(4), generation: 0)
        #expect(kept.table(of: try round(2), generation: 0) == nil)
        #expect(kept.table(of: try round(1), generation: 0) != nil)
        // The last is kept whatever its size.
        kept.keep(try table(of: 9), of: try round(5), generation: 0)
        #expect(kept.table(of: try round(5), generation: 0)?.count == 9)
    }

    @Test("After a change nothing of before is told")
    func generations() throws {
        var kept = KeptTables()
        kept.keep(try table(of: 1), of: try round(1), generation: 0)
        #expect(kept.table(of: try round(1), generation: 1) == nil)
        kept.keep(try table(of: 2), of: try round(2), generation: 1)
        #expect(kept.table(of: try round(1), generation: 0) == nil)
        #expect(kept.table(of: try round(2), generation: 1)?.count == 2)
    }
}
