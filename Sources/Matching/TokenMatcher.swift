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
        // Members in the order of the table's slots, which follows the tokens: uniformly random to every party.
        var slots: [Int] = []
        table.forEachEntry { slot, mask in
            if truthTable[Int(mask)] { slots.append(slot) }
        }
        var ordinals = [Int32](repeating: -1, count: table.capacity)
        for (ordinal, slot) in slots.enumerated() { ordinals[slot] = Int32(ordinal) }
        var positions: [Int: [UInt32]] = [:]
        for list in wanted {
            var found = [UInt32](repeating: 0, count: slots.count)
            lists[list].withUnsafeBytes { bytes in
                for row in 0..<bytes.count / Token.byteCount {
                    guard let slot = table.slot(of: bytes, row: row), ordinals[slot] >= 0 else { continue }
                    found[Int(ordinals[slot])] = UInt32(row)
                }
            }
            positions[list] = found
        }
        return TokenMatch(members: slots.count, positions: positions)
    }
}
