// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import TestSupport
import Testing

@Suite("Unusual patterns")
struct PatternTests {
    private func clean(_ seed: UInt64, rows: Int = 5_000, invalid: Double = 0.03) -> SampleList {
        var random = SeededGenerator(seed: seed)
        return .honest(rows: rows, blocks: 400, spread: 1, invalid: invalid, &random)
    }

    @Test("A run of consecutive numbers is found wherever its rows are", arguments: [8, 25, 300, 12_345])
    func consecutive(length: Int) throws {
        var list = clean(1)
        var random = SeededGenerator(seed: 2)
        let start: UInt64 = 12_025_557_990
        list.rows += (0..<UInt64(length)).map { start + $0 }
        list.rows.shuffle(using: &random)
        let report = try list.report(memory: 1 << 14)
        let finding = try #require(report.findings.first { $0.kind == .consecutive })
        #expect(finding.rowCount == UInt64(length))
        let rows = list.rows.indices.filter { (start..<start + UInt64(length)).contains(list.rows[$0]) }
        #expect(finding.rows == rows.prefix(10).map { UInt64($0 + 1) })
        #expect(finding.block?.hasPrefix("+1202555••••") == true)
        #expect(finding.score == 100 || length == 8)
    }

    @Test("Seven consecutive numbers, and a dense honest range, are no run")
    func noRun() throws {
        var list = clean(3)
        list.rows += (0..<7).map { 12_025_551_230 + $0 }
        #expect(try !list.report().findings.contains { $0.kind == .consecutive })
        // Four of ten numbers of every block: runs of eight are all over it.
        var random = SeededGenerator(seed: 4)
        let dense = (UInt64(12_010_000_000)..<12_010_300_000).filter { _ in
            Int.random(in: 0..<10, using: &random) < 4
        }
        #expect(try SampleList(rows: dense).report().findings.isEmpty)
    }

    @Test("A whole range that was counted through is found, even where it is all of the list")
    func counted() throws {
        let list = SampleList(rows: (0..<30_000).map { 12_025_000_000 + $0 })
        let report = try list.report()
        #expect(report.findings.contains { $0.kind == .consecutive && $0.rowCount == 30_000 && $0.score == 100 })
        #expect(report.findings.contains { $0.kind == .crowdedBlock && $0.score == 100 })
    }

    @Test("Numbers at a constant distance are found in the order of the numbers", arguments: [UInt64(2), 10, 137])
    func stride(distance: UInt64) throws {
        var list = clean(5)
        var random = SeededGenerator(seed: 6)
        list.rows += (0..<40).map { 12_025_551_000 + $0 * distance }
        list.rows.shuffle(using: &random)
        let finding = try #require(try list.report().findings.first { $0.kind == .stride })
        #expect(finding.rowCount == 40)
        #expect(finding.explanation.hasPrefix("40 numbers in a row are \(distance) apart each time"))
    }

    @Test(
        "Numbers that rise or fall by the same from row to row are found whatever lies between them",
        arguments: [1, -1])
    func rowStride(sign: Int64) throws {
        var list = clean(7)
        list.rows.insert(contentsOf: (0..<Int64(50)).map { UInt64(15_000_000_000 + sign * $0 * 7_919_001) }, at: 2_000)
        let finding = try #require(try list.report().findings.first { $0.kind == .stride && $0.rows.first == 2_001 })
        #expect(finding.rowCount == 50)
        #expect(finding.explanation.contains(sign > 0 ? "rise by 7,919,001" : "fall by 7,919,001"))
    }

    @Test("A sorted list shows a stride once")
    func sortedStride() throws {
        var list = clean(8, invalid: 0)
        list.rows += (0..<40).map { 12_025_551_000 + $0 * 13 }
        list.rows.sort()
        #expect(try list.report().findings.filter { $0.kind == .stride }.count == 1)
    }

    @Test("A block with far more than others of its country is found")
    func crowded() throws {
        var list = clean(9, rows: 8_000)
        var random = SeededGenerator(seed: 10)
        list.rows += (0..<2_500).map { _ in 12_025_550_000 + UInt64.random(in: 0..<10_000, using: &random) }
        list.rows.shuffle(using: &random)
        let findings = try list.report().findings
        let finding = try #require(findings.first { $0.kind == .crowdedBlock })
        #expect(findings.count == 1)
        #expect(finding.block == "+1202555••••")
        #expect(finding.rowCount >= 2_500)
    }

    @Test("Too many numbers that end as nobody's do are found")
    func memorable() throws {
        var list = clean(11)
        let ends: [UInt64] = [777_777, 123_456, 987_654, 474_747, 0, 111_111, 456_789, 12_345, 543_210, 909_090]
        list.rows += ends.enumerated().map { 12_020_000_000 + UInt64($0) * 10_000_000 + 5_000_000 + $1 }
        let finding = try #require(try list.report().findings.first { $0.kind == .memorable })
        #expect(finding.rowCount >= 10)
        #expect(finding.rows.count == 10)
    }

    @Test("A burst of invalid rows is found with its rows", arguments: [30, 200, 4_000])
    func burst(length: Int) throws {
        var list = clean(12, rows: 12_000)
        for row in 3_000..<3_000 + length { list.rows[row] = 0 }
        let finding = try #require(try list.report().findings.first { $0.kind == .invalidBurst })
        let (first, last) = (try #require(finding.rows.first), try #require(finding.rows.last))
        #expect(finding.rows.count == 2)
        #expect(first <= UInt64(3_001 + length) && last >= 3_001)
        #expect(finding.score == 100)
    }

    @Test("Explanations, rows and blocks hold no number")
    func noNumbers() throws {
        var list = clean(13)
        list.rows += (0..<60).map { 12_025_551_200 + $0 }
        list.rows += (0..<60).map { 12_025_561_200 + $0 * 7 }
        for finding in try list.report().findings {
            let text = finding.explanation + (finding.block ?? "")
            #expect(text.matches(of: /[0-9]{8,}/).isEmpty)
        }
    }

    /// How honest lists are drawn.
    struct Honest {
        let rows: Int
        let blocks: Int
        var spread = 1.0
        var width: UInt64 = 10_000
        var isSorted = false
    }

    /// Honest lists of many kinds; none of the kinds may give more false alarms than the page says.
    @Test(
        "Honest lists give no more false alarms than documented",
        arguments: [
            Honest(rows: 500, blocks: 2_000), Honest(rows: 2_000, blocks: 300, spread: 0),
            Honest(rows: 2_000, blocks: 2_000), Honest(rows: 2_000, blocks: 500, spread: 1.5, isSorted: true),
            Honest(rows: 5_000, blocks: 20_000, spread: 1.5), Honest(rows: 5_000, blocks: 50, isSorted: true),
            Honest(rows: 10_000, blocks: 1_000, spread: 2), Honest(rows: 2_000, blocks: 200, width: 1_000),
            Honest(rows: 10_000, blocks: 100, width: 1_000, isSorted: true),
        ])
    func falseAlarms(kind: Honest) throws {
        var random = SeededGenerator(seed: UInt64(kind.rows * 31 + kind.blocks))
        var alarms: [Finding.Kind: Int] = [:]
        let lists = 1_000_000 / kind.rows
        for _ in 0..<lists {
            let list = SampleList.honest(
                rows: kind.rows, blocks: kind.blocks, spread: kind.spread, width: kind.width, isSorted: kind.isSorted,
                &random)
            for kind in Set(try list.report().findings.map(\.kind)) { alarms[kind, default: 0] += 1 }
        }
        // One list in a hundred, all kinds together; a bound for that many lists with three standard errors of room.
        let expected = Double(lists) / 100
        let total = alarms.values.reduce(0, +)
        #expect(Double(total) <= expected + 3 * expected.squareRoot(), "\(alarms) in \(lists) lists")
    }
}
