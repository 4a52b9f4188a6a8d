// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import PhoneNumbers
import Spilling
import TestSupport
import Testing

@Suite struct NumberSetTests {
    private func number(_ index: Int) throws -> PhoneNumber {
        try #require(PhoneNumber(digits: FictionalNumbers.digits(index)))
    }

    private func set(_ rows: [(index: Int, row: Int)], memory: Int = NumberSet.memory) throws -> NumberSet {
        var collector = NumberCollector(memory: memory)
        for (index, row) in rows { try collector.append(number(index), row: UInt32(row)) }
        return try collector.sealed()
    }

    @Test("A set is ascending, holds each number once, and names the row where it came first")
    func dedupe() throws {
        let set = try set([(7, 9), (3, 2), (7, 1), (5, 4), (3, 8), (7, 5)])
        let entries = try set.entries
        #expect(entries.map(\.digits) == [3, 5, 7].map { FictionalNumbers.digits($0) })
        #expect(entries.map(\.row) == [2, 4, 1])
        #expect(set.count == 3 && set.duplicates == 3)
    }

    @Test(
        "The order of the rows changes nothing, nor does memory that they do not fit in", arguments: [64 << 20, 4096])
    func order(memory: Int) throws {
        let rows = (0..<3000).map { (index: $0 % 1200, row: $0 + 1) }
        var generator = SeededGenerator(seed: 5)
        let first = try set(rows)
        let second = try set(rows.shuffled(using: &generator), memory: memory)
        let entries = try (first.entries, second.entries)
        #expect(entries.0.map(\.digits) == entries.1.map(\.digits))
        #expect(entries.0.map(\.row) == entries.1.map(\.row) && entries.0.map(\.row) == (1...1200).map { UInt32($0) })
        #expect(first.duplicates == 1800 && second.duplicates == 1800)
    }

    @Test("An empty set, and one number many times", arguments: [0, 1, 5])
    func few(copies: Int) throws {
        let set = try set((0..<copies).map { (1, $0 + 1) })
        #expect(set.count == min(copies, 1))
        #expect(set.duplicates == max(0, copies - 1))
    }

    @Test(
        "Numbers in common with another list are counted, wherever the lists begin and end", arguments: [64 << 20, 512])
    func common(memory: Int) throws {
        let set = try set((100..<900).map { ($0, $0) }, memory: memory)
        for (range, expected) in [
            (0..<100, 0), (0..<101, 1), (0..<1000, 800), (100..<900, 800), (899..<1000, 1), (900..<1000, 0),
            (300..<400, 100), (0..<0, 0),
        ] {
            let sorter = PairSorter(limit: memory, folder: SpillFolder.path)
            try sorter.add(range.map { Pair(key: FictionalNumbers.digits($0), value: 0) })
            #expect(try set.commonCount(with: sorter.sorted()) == expected, "\(range)")
        }
    }
}
