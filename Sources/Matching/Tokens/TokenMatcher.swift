// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Compares the tokens of all lists and evaluates the match expression (protocol/v1/matching.md §4.5).
package enum TokenMatcher {
    /// Finds the members of lists that are in memory.
    ///
    /// - Parameters:
    ///   - lists: for each party in ring order its tokens, 16 bytes each; at most 8 lists.
    ///   - truthTable: 2^n values, indexed by the set of lists as bits.
    ///   - wanted: lists whose positions are wanted; every true set must hold them.
    /// - Returns: how many members there are, and where they stand in the lists that are wanted.
    /// - Throws: ``DuplicateToken`` where a list holds a token twice; ``TokenFault``.
    package static func match(
        lists: [[UInt8]], truthTable: [Bool], positionsOf wanted: [Int]
    ) throws -> TokenMatch {
        var generator = SystemRandomNumberGenerator()
        let plan = TokenPlan(rows: lists.map { $0.count / 16 }, memory: .max)
        let collection = try TokenCollection(plan, store: NoPartitions(), using: &generator)
        for (index, list) in lists.enumerated() {
            try list.withUnsafeBytes { try collection.add($0, list: index, firstRow: 0) }
        }
        return try collection.match(truthTable: truthTable, positionsOf: wanted)
    }

    /// A plan that may use all memory asks for no file.
    private struct NoPartitions: PartitionStore {
        func makeFile() throws -> any PartitionFile { throw TokenFault.noMemory }
    }
}
