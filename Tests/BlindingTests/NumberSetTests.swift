// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import PhoneNumbers
import TestSupport
import Testing

@Suite struct NumberSetTests {
    private func number(_ index: Int) throws -> PhoneNumber {
        try #require(PhoneNumber(digits: FictionalNumbers.digits(index)))
    }

    @Test("A sealed set is ascending, holds each number once, and names the row where it came first")
    func dedupe() throws {
        var set = NumberSet()
        for (index, row) in [(7, 9), (3, 2), (7, 1), (5, 4), (3, 8), (7, 5)] {
            set.append(try number(index), row: UInt32(row))
        }
        set.seal()
        #expect(set.entries.map(\.digits) == [3, 5, 7].map { FictionalNumbers.digits($0) })
        #expect(set.entries.map(\.row) == [2, 4, 1])
        #expect(set.duplicates == 3)
    }

    @Test("The order of the rows changes nothing")
    func order() throws {
        let rows = (0..<300).map { (index: $0 % 120, row: UInt32($0 + 1)) }
        var generator = SeededGenerator(seed: 5)
        var sets = [NumberSet(), NumberSet()]
        for (which, order) in [rows, rows.shuffled(using: &generator)].enumerated() {
            for (index, row) in order { sets[which].append(try number(index), row: row) }
            sets[which].seal()
        }
        #expect(sets[0].entries.map(\.digits) == sets[1].entries.map(\.digits))
        #expect(sets[0].entries.map(\.row) == sets[1].entries.map(\.row))
        #expect(sets.map(\.duplicates) == [180, 180])
    }

    @Test("An empty set, and one number many times", arguments: [0, 1, 5])
    func few(copies: Int) throws {
        var set = NumberSet()
        for row in 0..<copies { set.append(try number(1), row: UInt32(row + 1)) }
        set.seal()
        #expect(set.entries.count == min(copies, 1))
        #expect(set.duplicates == max(0, copies - 1))
    }
}
