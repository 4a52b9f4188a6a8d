// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Matched rows")
struct MatchedRowsTests {
    private func rows(_ positions: [UInt32], seed: UInt64) throws -> MatchedRows {
        var generator = SeededGenerator(seed: seed)
        let party = try #require(PartyID("acme"))
        let drawn = MatchedRows.draw(for: [(party, positions)], using: &generator)
        return try #require(drawn.first)
    }

    @Test("stand in handle order, each with a handle of its own and every position once")
    func order() throws {
        let positions = (0..<5000).map { UInt32($0 * 3) }
        let rows = try rows(positions, seed: 1)
        #expect(zip(rows.records, rows.records.dropFirst()).allSatisfy { $0.handle < $1.handle })
        #expect(rows.records.map(\.position).sorted() == positions)
        #expect(rows.records.map(\.position) != positions)
    }

    @Test("link each record to its member")
    func members() throws {
        let positions = (0..<1000).map { UInt32(7000 - $0) }
        let rows = try rows(positions, seed: 2)
        #expect(rows.members.sorted() == (0..<1000).map { UInt32($0) })
        #expect(zip(rows.records, rows.members).allSatisfy { $0.position == positions[Int($1)] })
    }

    @Test("link the same members for all parties, under different handles")
    func links() throws {
        var script = try RoundScript()
        try script.enterRing()
        let outcome = try script.outcome()
        let numbers = try outcome.rows.map { rows in
            let list = try #require(script.agreement.index(of: rows.party))
            return Dictionary(
                uniqueKeysWithValues: zip(rows.members, rows.records.map { script.lists[list][Int($0.position)] }))
        }
        #expect(numbers.count == 2 && numbers[0] == numbers[1] && numbers[0].count == RoundScript.sharedRows - 10)
        let handles = outcome.rows.map { Set($0.records.map(\.handle)) }
        #expect(handles[0].isDisjoint(with: handles[1]))
    }

    @Test("draw a handle again that comes twice")
    func collision() throws {
        var generator = RepeatingGenerator()
        let parties = try ["acme", "streamco"].map { try #require(PartyID($0)) }
        let drawn = MatchedRows.draw(for: parties.map { ($0, [1, 2, 3]) }, using: &generator)
        #expect(drawn.map(\.party) == parties)
        for rows in drawn { #expect(Set(rows.records.map(\.handle)).count == 3) }
    }

    @Test(
        "are right for few members and many parties, with handles that collide for long",
        arguments: [0, 1, 2, 7, 8, 9, 40])
    func few(count: Int) throws {
        for width: UInt64 in [8, 64, 1 << 32] {
            var generator = NarrowGenerator(width: width)
            let parties = try (0..<8).map {
                (party: try #require(PartyID("p\($0)")), positions: positions(count, of: $0))
            }
            let drawn = MatchedRows.draw(for: parties, using: &generator)
            #expect(drawn.map(\.party) == parties.map(\.party))
            for (rows, party) in zip(drawn, parties) {
                #expect(rows.records.count == count && rows.records.bytes.count == count * RowRecord.width)
                #expect(zip(rows.records, rows.records.dropFirst()).allSatisfy { $0.handle < $1.handle })
                #expect(rows.members.sorted() == (0..<count).map { UInt32($0) })
                #expect(zip(rows.records, rows.members).allSatisfy { $0.position == party.positions[Int($1)] })
            }
        }
    }

    private func positions(_ count: Int, of party: Int) -> [UInt32] { (0..<count).map { UInt32($0 * 3 + party) } }

    /// Gives few values: handles collide until all are drawn.
    private struct NarrowGenerator: RandomNumberGenerator {
        let width: UInt64
        var seeded = SeededGenerator(seed: 5)

        mutating func next() -> UInt64 { (seeded.next() % width) << (64 - UInt64(width.trailingZeroBitCount)) }
    }

    @Test("have the Merkle root of their bytes, which the manifest signs")
    func root() throws {
        var script = try RoundScript()
        try script.enterRing()
        let outcome = try script.outcome()
        for rows in outcome.rows {
            var bytes: [UInt8] = []
            for record in rows.records { record.append(to: &bytes) }
            let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: RowRecord.width) }
            #expect(root == rows.root && outcome.manifest.body.rows[rows.party] == root)
        }
        #expect(outcome.manifest.body.rows.count == 2)
    }

    /// Gives every value three times.
    private struct RepeatingGenerator: RandomNumberGenerator {
        private var count: UInt64 = 0

        mutating func next() -> UInt64 {
            count += 1
            return count / 4
        }
    }
}
