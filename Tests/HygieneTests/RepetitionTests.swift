// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import TestSupport
import Testing

@Suite("Repetitions and conflicts")
struct RepetitionTests {
    @Test("Repetitions are those of a naive model, with files or without", arguments: [UInt64(1), 2, 3, 4, 5])
    func repetitions(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let range = 12_000_000_000...(12_000_000_000 + UInt64.random(in: 500...50_000, using: &random))
        var list = SampleList()
        for _ in 0..<20_000 {
            list.rows.append(Int.random(in: 0..<20, using: &random) == 0 ? 0 : .random(in: range, using: &random))
        }
        var firsts: [UInt64: UInt64] = [:]
        var model: [UInt64: UInt64] = [:]
        var rows: [UInt64: UInt64] = [:]
        for (place, digits) in list.rows.enumerated() where digits != 0 {
            rows[digits, default: 0] += 1
            if let first = firsts[digits] {
                model[UInt64(place + 1)] = first
            } else {
                firsts[digits] = UInt64(place + 1)
            }
        }
        for memory in [1 << 12, 1 << 20] {
            let (report, found) = try list.analysed(memory: memory)
            #expect(found == model)
            #expect(report.repetitions.rows == UInt64(model.count))
            #expect(report.repetitions.numbers == UInt64(firsts.count))
            #expect(report.repetitions.repeated == UInt64(Set(model.values).count))
            #expect(report.repetitions.most == (rows.values.max() ?? 0))
            #expect(rows[list.rows[Int(report.repetitions.mostFirstRow) - 1]] == report.repetitions.most)
        }
    }

    @Test("Conflicts are numbers with two states, and those with a yes and a no are counted apart")
    func conflicts() throws {
        let numbers = (0..<4).map { FictionalNumbers.digits($0) }
        // withdrawn 1, unknown 2, renewed 3, given 4, a word that is none 15.
        let rows: [(Int, UInt8)] = [
            (0, 4), (1, 4), (2, 3), (3, 4), (0, 1), (1, 0), (2, 4), (3, 4), (1, 4), (0, 4), (2, 15),
        ]
        let list = SampleList(rows: rows.map { numbers[$0.0] }, states: rows.map(\.1))
        let report = try list.report()
        #expect(report.conflicts.numbers == 2)
        #expect(report.conflicts.opposed == 1)
        #expect(report.conflicts.rows.rows == [1, 3, 5, 7, 10, 11])
        #expect(report.stateCounts.map(\.name) == ["none", "withdrawn", "renewed", "given", "other"])
        #expect(report.stateCounts.map(\.rows) == [1, 1, 1, 7, 1])
    }

    @Test("A sample of rows keeps the ten smallest, the number and the last")
    func sample() {
        var random = SeededGenerator(seed: 4)
        let rows = (UInt64(1)...200).shuffled(using: &random)
        var sample = RowSample()
        for (place, row) in rows.enumerated() {
            sample.add(row)
            let sorted = rows.prefix(place + 1).sorted()
            #expect(sample.rows == Array(sorted.prefix(10)))
            #expect(sample.last == sorted.last)
            #expect(sample.count == UInt64(place + 1))
        }
    }

    @Test("Countries become small integers and codes again")
    func countries() {
        for code in ["001", "AA", "DE", "US", "ZZ"] {
            #expect(CountryIndex.code(of: CountryIndex.index(of: code)) == code)
        }
        for text in ["", "U", "us", "USA", "002", "0011", "É1"] { #expect(CountryIndex.index(of: text) == 0) }
        #expect(CountryIndex.index(of: nil) == 0)
        #expect(CountryIndex.code(of: 0) == nil)
        #expect(CountryIndex.code(of: CountryIndex.count) == nil)
    }

    @Test("A row's mark survives packing, and orders as rows do")
    func marks() {
        let mark = RowMark(row: 123_456_789_012, digits: 14_155_550_132, country: CountryIndex.count - 1, state: 15)
        #expect(RowMark(digits: mark.digits, packed: mark.packed) == mark)
        #expect(RowMark(row: 1, digits: 1, country: 600, state: 15).packed < RowMark(row: 2, digits: 1).packed)
    }
}
