// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns

/// Compares the tokens of all lists and evaluates the match expression (protocol/v1/matching.md §4.5).
package enum TokenMatcher {
    /// Finds the members.
    ///
    /// - Parameters:
    ///   - lists: for each party in ring order its tokens, 16 bytes each; at most 8 lists.
    ///   - truthTable: 2^n values, indexed by the set of lists as bits.
    ///   - wanted: lists whose positions are wanted; every true set must hold them.
    /// - Returns: how many members there are, and where they stand in the lists that are wanted.
    /// - Throws: ``DuplicateToken`` where a list holds a token twice.
    package static func match(
        lists: [[UInt8]], truthTable: [Bool], positionsOf wanted: [Int]
    ) throws(DuplicateToken) -> TokenMatch {
        let rows = lists.reduce(0) { $0 + $1.count / Token.byteCount }
        var table = TokenTable(expected: rows)
        for (index, list) in lists.enumerated() {
            let repeated = list.withUnsafeBytes { table.insert($0, list: index) }
            if let repeated { throw DuplicateToken(list: index, row: repeated) }
        }
        var members = 0
        table.forEachEntry { _, mask in
            if truthTable[Int(mask)] { members += 1 }
        }
        // Members are numbered as they come in the first list that is wanted; it is in every true cell (agreement.md), so that it
        // holds them all. The numbers never leave the coordinator.
        var ordinals = [Int32](repeating: -1, count: wanted.isEmpty ? 0 : table.capacity)
        var next: Int32 = 0
        var positions: [Int: [UInt32]] = [:]
        for list in wanted {
            var found = [UInt32](repeating: 0, count: members)
            lists[list].withUnsafeBytes { bytes in
                for row in 0..<bytes.count / Token.byteCount {
                    guard let (slot, mask) = table.entry(of: bytes, row: row), truthTable[Int(mask)] else { continue }
                    if ordinals[slot] < 0 {
                        ordinals[slot] = next
                        next += 1
                    }
                    found[Int(ordinals[slot])] = UInt32(row)
                }
            }
            positions[list] = found
        }
        return TokenMatch(members: members, positions: positions)
    }
}
