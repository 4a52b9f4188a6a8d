// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Gathers the members of all partitions, and numbers them.
struct MemberCollector {
    /// Lists whose rows are wanted.
    private let wanted: [Int]
    private let truth: [UInt8]
    /// For each wanted list the members' rows, all in the same order.
    private let found: [RowBlocks]
    private var bitmaps: [RowBitmap]
    private var members = 0
    /// Slots of one table.
    private var slots: [UInt32] = []

    /// Throws ``TokenFault/badTable`` where a true set lacks a list that is wanted: a member must have a row in it.
    init(truthTable: [Bool], positionsOf wanted: [Int], rows: [Int]) throws(TokenFault) {
        guard truthTable.count == 1 << rows.count, wanted.allSatisfy({ rows.indices.contains($0) }) else {
            throw .badTable
        }
        for (set, isTrue) in truthTable.enumerated() where isTrue && set != 0 {
            guard wanted.allSatisfy({ set >> $0 & 1 == 1 }) else { throw .badTable }
        }
        self.wanted = wanted
        // No token is in no list; the free slots of a table look as if one were.
        truth = [0] + truthTable.dropFirst().map { $0 ? 1 : 0 }
        found = wanted.map { _ in RowBlocks() }
        bitmaps = wanted.map { RowBitmap(rowCount: rows[$0]) }
    }

    /// Adds the members among a table's tokens.
    mutating func collect(_ table: TokenTable) throws(TokenFault) {
        if slots.count <= table.capacity { slots = [UInt32](repeating: 0, count: table.capacity + 1) }
        let (truth, wanted, found) = (truth, wanted, found)
        var span = slots.mutableSpan
        members += try span.withUnsafeMutableBufferPointer { (slots) throws(TokenFault) in
            guard let base = slots.baseAddress else { return 0 }
            let count = truth.withUnsafeBufferPointer { truth in
                truth.baseAddress.map { table.members($0, into: base) } ?? 0
            }
            for (index, list) in wanted.enumerated() {
                try found[index].append(table.rows(of: list), at: UnsafeBufferPointer(start: base, count: count))
            }
            return count
        }
    }

    /// The members, numbered by their order in the first list that is wanted.
    ///
    /// The order in which they were found depends on the mixer's keys, that of the list does not: a match that is made again, in
    /// memory or not, gives the same numbers. Throws ``TokenFault/damagedPartition`` for a row outside of its list.
    mutating func result() throws(TokenFault) -> TokenMatch {
        var positions: [Int: [UInt32]] = [:]
        for index in wanted.indices {
            var areInside = true
            found[index].forEachBlock { _, rows in areInside = bitmaps[index].insert(rows) && areInside }
            guard areInside, bitmaps[index].count == members else { throw .damagedPartition }
        }
        if let first = bitmaps.first {
            let ranks = first.ranks()
            for index in wanted.indices.dropFirst() {
                positions[wanted[index]] = renumbered(found[index], first, ranks)
                found[index].clear()
            }
            found[0].clear()
            positions[wanted[0]] = first.rows
        }
        return TokenMatch(
            members: members, rows: Dictionary(zip(wanted, bitmaps), uniquingKeysWith: { first, _ in first }),
            positions: positions)
    }

    /// Rows in the order of the first list's rows of the same members.
    private func renumbered(_ rows: RowBlocks, _ first: RowBitmap, _ ranks: [UInt32]) -> [UInt32] {
        let (members, firstRows) = (members, found[0])
        return [UInt32](unsafeUninitializedCapacity: members) { buffer, filled in
            // Every member has another rank, as it has another row: all places are written.
            guard let target = buffer.baseAddress else { return }
            first.withWords { words in
                ranks.withUnsafeBufferPointer { ranks in
                    rows.forEachBlock { start, block in
                        guard let keys = firstRows.rows(from: start) else { return }
                        for index in block.indices {
                            target[first.rank(of: Int(keys[index]), ranks, words)] = block[index]
                        }
                    }
                }
            }
            filled = members
        }
    }
}
