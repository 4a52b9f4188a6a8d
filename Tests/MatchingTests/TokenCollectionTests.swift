// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching
import Synchronization
import TestSupport
import Testing

@Suite("Collected tokens")
struct TokenCollectionTests {
    /// In memory; over a file whose partitions are taken into memory; over one whose partitions are too large for that.
    static let memories = [Int.max, 64 << 10, 1]

    @Test("match as a computation with sets says, in memory and beyond it", arguments: 1...8, memories)
    func matchesSets(count: Int, memory: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let lists = TokenLists(count: count, people: 3000, using: &generator)
        for wanted in [[], [0], [count - 1], Array((0..<count).reversed()), Array(0..<count)] {
            let needed = wanted.reduce(0) { $0 | 1 << $1 }
            let table = (0..<1 << count).map { $0 & needed == needed && Bool.random(using: &generator) }
            let expected = lists.expected(table, positionsOf: wanted)
            let match = try lists.match(table, positionsOf: wanted, memory: memory, shuffledBy: generator.next())
            #expect(match.members == expected.members)
            #expect(match.positions == expected.positions)
            for list in wanted {
                let rows = try #require(match.rows[list])
                #expect(rows.rows == match.positions[list]?.sorted() && rows.count == match.members)
                #expect((0..<rows.rowCount).filter(rows.contains).map(UInt32.init) == rows.rows)
                #expect(!rows.contains(-1) && !rows.contains(rows.rowCount))
            }
        }
    }

    @Test("match every expression over two and three lists", arguments: [2, 3])
    func everyExpression(count: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let lists = TokenLists(count: count, people: 60, using: &generator)
        for number in 0..<1 << (1 << count) {
            let table = (0..<1 << count).map { number >> $0 & 1 == 1 }
            // Nobody is in no list.
            let counted = [false] + table.dropFirst()
            for memory in [Int.max, 256] {
                let match = try lists.match(table, positionsOf: [], memory: memory, chunkRows: 7)
                #expect(match.members == lists.expected(counted, positionsOf: []).members)
            }
            guard table.indices.allSatisfy({ !counted[$0] || $0 & 1 == 1 }) else { continue }
            let match = try lists.match(table, positionsOf: [0], memory: 256, chunkRows: 7)
            #expect(match.positions == lists.expected(counted, positionsOf: [0]).positions)
        }
    }

    @Test("need no file where memory holds them, and one where it does not")
    func files() throws {
        var generator = SeededGenerator(seed: 6)
        let lists = TokenLists(count: 2, people: 1000, using: &generator)
        let bytes = 20 * (lists.lists[0].count + lists.lists[1].count)
        for (memory, files) in [(bytes, 0), (bytes - 1, 1)] {
            let partitions = MemoryPartitions()
            _ = try lists.match([false, false, false, true], positionsOf: [0], memory: memory, partitions: partitions)
            #expect(partitions.made.withLock { $0 } == files)
            #expect(partitions.bytes.withLock(\.count) == files * bytes)
        }
    }

    @Test("are matched where some lists are empty, or all", arguments: memories)
    func empty(memory: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let full = TokenLists(count: 1, people: 500, using: &generator).lists[0]
        let onlyFirst = (0..<8).map { $0 == 1 }
        let lists = TokenLists([full, [], []])
        let match = try lists.match(onlyFirst, positionsOf: [0], memory: memory)
        #expect(match.positions == [0: (0..<full.count).map(UInt32.init)])
        let all = try lists.match((0..<8).map { $0 == 7 }, positionsOf: [0, 1, 2], memory: memory)
        #expect(all.members == 0 && all.positions == [0: [], 1: [], 2: []])
        let none = try TokenLists([[], []]).match([false, true, true, true], positionsOf: [], memory: memory)
        #expect(none.members == 0)
    }

    @Test(
        "name the lowest list that holds a token twice, and in it the lowest row that repeats one", arguments: memories)
    func duplicates(memory: Int) throws {
        var generator = SeededGenerator(seed: 8)
        let honest = TokenLists(count: 3, people: 800, using: &generator)
        let table = (0..<8).map { $0 == 7 }
        for (list, first, second) in [(0, 0, 1), (1, 0, 400), (2, 399, 400), (0, 96, 97), (1, 3, 300)] {
            var lists = honest.lists
            lists[list][second] = lists[list][first]
            // Later rows and later lists that repeat tokens too change nothing.
            for row in [second + 5, second + 9] { lists[list][row] = lists[list][first] }
            lists[list][second + 7] = lists[list][second + 6]
            if list < 2 { lists[2][1] = lists[2][0] }
            for seed in [nil, 1, 2] as [UInt64?] {
                #expect(throws: DuplicateToken(list: list, row: second)) {
                    try TokenLists(lists).match(table, positionsOf: [0], memory: memory, shuffledBy: seed)
                }
            }
        }
    }

    @Test("may be one token all over, which is refused and takes no memory", arguments: memories)
    func oneToken(memory: Int) throws {
        let lists = TokenLists([
            (0..<100).map { SIMD2(UInt64($0), 1) }, Array(repeating: SIMD2(7, 7), count: 30_000),
        ])
        #expect(throws: DuplicateToken(list: 1, row: 1)) {
            try lists.match(
                [false, false, false, true], positionsOf: [0], memory: memory, chunkRows: 1000, shuffledBy: 3)
        }
    }

    @Test("may agree in half of their bytes", arguments: [true, false], memories)
    func halves(isHigh: Bool, memory: Int) throws {
        let tokens = (0..<4000).map { isHigh ? SIMD2(7, UInt64($0)) : SIMD2(UInt64($0), 7) }
        let lists = TokenLists([tokens, tokens.reversed(), Array(tokens.prefix(100))])
        let table = (0..<8).map { $0 == 3 }
        let match = try lists.match(table, positionsOf: [0, 1], memory: memory)
        #expect(match.positions == [0: (100..<4000).map { UInt32($0) }, 1: (0..<3900).reversed().map { UInt32($0) }])
    }

    /// Draws zeros for the keys of the mixer, and then others: as if somebody had found the first keys out.
    private struct KnownKeys: RandomNumberGenerator {
        var drawn = 0
        var others = SeededGenerator(seed: 9)

        mutating func next() -> UInt64 {
            drawn += 1
            return drawn <= 4 ? 0 : others.next()
        }
    }

    @Test("all in one partition and one slot are matched in the memory there is", arguments: memories)
    func overflow(memory: Int) throws {
        // Under keys of zero a token whose first word is zero has the place zero.
        let tokens = (1...3000).map { SIMD2(UInt64(0), UInt64($0)) }
        let lists = TokenLists([tokens, tokens.reversed()])
        var known = KnownKeys()
        let match = try lists.collection(memory: memory, using: &known)
            .match(truthTable: [false, false, false, true], positionsOf: [0, 1])
        let expected = lists.expected([false, false, false, true], positionsOf: [0, 1])
        #expect(match.members == 3000 && match.positions == expected.positions)
        var repeated = lists.lists
        repeated[1][2000] = repeated[1][5]
        known = KnownKeys()
        let collection = try TokenLists(repeated).collection(memory: memory, shuffledBy: 1, using: &known)
        #expect(throws: DuplicateToken(list: 1, row: 2000)) {
            try collection.match(truthTable: [false, false, false, true], positionsOf: [0, 1])
        }
    }

    @Test("that changed in the file, or are missing there, end the match", arguments: [64 << 10, 1])
    func damage(memory: Int) throws {
        var generator = SeededGenerator(seed: 10)
        let lists = TokenLists(count: 2, people: 3000, using: &generator)
        let size = 20 * (lists.lists[0].count + lists.lists[1].count)
        for position in [0, 15, 16, size / 2, size * 4 / 5 + 100, size - 4, size - 1, nil] {
            let partitions = MemoryPartitions()
            let collection = try lists.collection(memory: memory, partitions: partitions, using: &generator)
            // The last run is written when the match starts: what is damaged is read before it only in part.
            let written = partitions.bytes.withLock(\.count)
            guard written > 0 else { continue }
            partitions.bytes.withLock { bytes in
                if let position { bytes[min(position, written - 1)] ^= 4 } else { bytes[0..<written / 2] = [] }
            }
            #expect(throws: TokenFault.damagedPartition) {
                try collection.match(truthTable: [false, false, false, true], positionsOf: [0])
            }
        }
    }

    @Test("that the disk has no room for are an error of the store")
    func full() throws {
        var generator = SeededGenerator(seed: 11)
        let lists = TokenLists(count: 2, people: 9000, using: &generator)
        #expect(throws: MemoryPartitions.Full.self) {
            try lists.match(
                [false, false, false, true], positionsOf: [0], memory: 1, partitions: MemoryPartitions(room: 100_000))
        }
    }

    @Test("are not matched before all are there, nor where some are there twice or have no place")
    func completeness() throws {
        let lists = TokenLists([(0..<10).map { SIMD2(UInt64($0), 0) }, (0..<10).map { SIMD2(UInt64($0), 0) }])
        var generator = SeededGenerator(seed: 12)
        let collection = try TokenCollection(
            TokenPlan(rows: [10, 10]), store: MemoryPartitions(), using: &generator)
        try lists.bytes(0, 0..<10).withUnsafeBytes { try collection.add($0, list: 0, firstRow: 0) }
        #expect(throws: TokenFault.incomplete(list: 1)) {
            try collection.match(truthTable: [false, false, false, true], positionsOf: [])
        }
        for (list, row) in [(1, 1), (1, -1), (2, 0), (-1, 0)] {
            #expect(throws: TokenFault.incomplete(list: list)) {
                try lists.bytes(0, 0..<10).withUnsafeBytes { try collection.add($0, list: list, firstRow: row) }
            }
        }
        for _ in 0..<2 {
            try lists.bytes(1, 0..<10).withUnsafeBytes { try collection.add($0, list: 1, firstRow: 0) }
        }
        #expect(throws: TokenFault.incomplete(list: 1)) {
            try collection.match(truthTable: [false, false, false, true], positionsOf: [])
        }
    }

    @Test("take no expression of other lists, and none that is true without a list whose rows are wanted")
    func badTables() throws {
        let lists = TokenLists([[SIMD2(1, 1)], [SIMD2(1, 1)]])
        for (table, wanted) in [
            ([false, true], [0]), ([false, true, false, true], [1]), ([false, false, false, true], [2]),
        ] {
            #expect(throws: TokenFault.badTable) { try lists.match(table, positionsOf: wanted, memory: .max) }
        }
    }
}
