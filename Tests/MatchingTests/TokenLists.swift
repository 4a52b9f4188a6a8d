// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching
import TestSupport

/// Lists of tokens that are given to a match, in one way or another.
struct TokenLists {
    /// For each list its tokens, as two words each.
    let lists: [[SIMD2<UInt64>]]

    init(_ lists: [[SIMD2<UInt64>]]) { self.lists = lists }

    /// Lists over the same people: each holds about `share` of `people`, shuffled.
    init(count: Int, people: Int, share: Double = 0.6, using generator: inout SeededGenerator) {
        let tokens = (0..<people).map { _ in SIMD2(generator.next(), generator.next()) }
        lists = (0..<count).map { _ in
            tokens.filter { _ in Double.random(in: 0..<1, using: &generator) < share }.shuffled(using: &generator)
        }
    }

    /// A list's bytes.
    func bytes(_ list: Int, _ rows: Range<Int>) -> [UInt8] {
        lists[list][rows].flatMap { withUnsafeBytes(of: ($0.x, $0.y), Array.init) }
    }

    /// What a computation with sets finds: the rows of members in the wanted lists, by the order of the first.
    func expected(_ table: [Bool], positionsOf wanted: [Int]) -> (members: Int, positions: [Int: [UInt32]]) {
        let rows = lists.map { Dictionary(uniqueKeysWithValues: zip($0, 0...)) }
        let members = Set(lists.joined()).filter { token in
            table[rows.indices.reduce(0) { $0 | (rows[$1][token] == nil ? 0 : 1 << $1) }]
        }
        guard let first = wanted.first else { return (members.count, [:]) }
        let ordered = lists[first].filter(members.contains)
        let positions = wanted.map { list in (list, ordered.compactMap { rows[list][$0] }.map(UInt32.init)) }
        return (members.count, Dictionary(uniqueKeysWithValues: positions))
    }

    /// Matches through a collection with so much memory, the chunks added in the order given or in that of the lists.
    func match(
        _ table: [Bool], positionsOf wanted: [Int], memory: Int, chunkRows: Int = 97,
        partitions: MemoryPartitions = MemoryPartitions(), shuffledBy seed: UInt64? = nil
    ) throws -> TokenMatch {
        var generator = SystemRandomNumberGenerator()
        return try collection(
            memory: memory, chunkRows: chunkRows, partitions: partitions, shuffledBy: seed, using: &generator
        ).match(truthTable: table, positionsOf: wanted)
    }

    /// All tokens, ready to be matched.
    func collection(
        memory: Int, chunkRows: Int = 97, partitions: MemoryPartitions = MemoryPartitions(),
        shuffledBy seed: UInt64? = nil, using generator: inout some RandomNumberGenerator
    ) throws -> TokenCollection {
        let collection = try TokenCollection(
            TokenPlan(rows: lists.map(\.count), memory: memory), store: partitions, using: &generator)
        var chunks = lists.indices.flatMap { list in
            stride(from: 0, to: lists[list].count, by: chunkRows).map {
                (list, $0..<min($0 + chunkRows, lists[list].count))
            }
        }
        if let seed {
            var order = SeededGenerator(seed: seed)
            chunks.shuffle(using: &order)
        }
        for (list, rows) in chunks {
            try bytes(list, rows).withUnsafeBytes { try collection.add($0, list: list, firstRow: rows.lowerBound) }
        }
        return collection
    }
}
