// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import Spilling
import TestSupport

/// A list made up at run time: E.164 digits by row, 0 for a row without a number.
struct SampleList {
    var rows: [UInt64] = []
    /// States by row; empty where the list has none.
    var states: [UInt8] = []

    static let consentStates = ConsentStates(
        column: "consent_state",
        states: [
            ("withdrawn", false, true), ("unknown", false, false), ("renewed", true, false), ("given", true, false),
        ])

    /// Sorts, analyses and reports as `numbers check` does.
    func report(memory: Int = 1 << 20, country: String = "US") throws -> HygieneReport {
        try analysed(memory: memory, country: country).report
    }

    /// The report, and where each repeated row's number first stood.
    func analysed(memory: Int = 1 << 20, country: String = "US") throws -> (
        report: HygieneReport, firsts: [UInt64: UInt64]
    ) {
        let sorter = PairSorter(limit: memory, folder: SpillFolder.path)
        let index = CountryIndex.index(of: country)
        var byRow = RowOrderAnalysis()
        let marks = rows.enumerated().map { place, digits in
            RowMark(
                row: UInt64(place + 1), digits: digits, country: index,
                state: states.isEmpty ? ConsentStates.none : states[place])
        }
        byRow.take(marks)
        try sorter.add(marks.filter { $0.digits != 0 }.map { Pair(key: $0.digits, value: $0.packed) })
        var byNumber = NumberOrderAnalysis(states: states.isEmpty ? nil : Self.consentStates)
        let sorted = try sorter.sorted()
        var block: [Pair] = []
        var repeats: [Pair] = []
        while try sorted.next(into: &block) { byNumber.take(block, repeats: &repeats) }
        var counts = NumberCounts()
        for state in states { counts.count(state: state) }
        let invalid = rows.count { $0 == 0 }
        let report = HygieneReport(
            plan: "test", valid: rows.count - invalid, possible: 0, invalid: invalid,
            reasons: invalid > 0
                ? [ReasonCount(reason: "too-short", rows: invalid, explanation: "Too few digits.")] : [],
            counts: counts, states: states.isEmpty ? nil : Self.consentStates, rowOrder: byRow, numberOrder: byNumber)
        return (report, Dictionary(uniqueKeysWithValues: repeats.map { ($0.key, $0.value) }))
    }

    /// An honest list: blocks of `width` numbers of log-normally different weight, numbers drawn from them, some rows twice,
    /// some invalid, in an order of no meaning.
    static func honest(
        rows count: Int, blocks: Int, spread: Double, width: UInt64 = 10_000, invalid: Double = 0.03,
        isSorted: Bool = false,
        _ random: inout SeededGenerator
    ) -> SampleList {
        var ends: [Double] = []
        var sum = 0.0
        for _ in 0..<blocks {
            sum += Self.exponential(spread * normal(&random))
            ends.append(sum)
        }
        let bases = (0..<blocks).map { _ in UInt64.random(in: 1_200_000...1_989_999, using: &random) * 10_000 }
        var rows: [UInt64] = []
        for _ in 0..<count {
            if !rows.isEmpty, Double.random(in: 0..<1, using: &random) < 0.02 {
                rows.append(rows[Int.random(in: 0..<rows.count, using: &random)])
                continue
            }
            let draw = Double.random(in: 0..<sum, using: &random)
            var (low, high) = (0, blocks - 1)
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] <= draw { low = middle + 1 } else { high = middle }
            }
            rows.append(bases[low] + UInt64.random(in: 0..<width, using: &random))
        }
        if isSorted { rows.sort() }
        for index in rows.indices where Double.random(in: 0..<1, using: &random) < invalid { rows[index] = 0 }
        return SampleList(rows: rows)
    }

    /// A standard normal draw, as a sum of twelve uniform ones is near enough to.
    private static func normal(_ random: inout SeededGenerator) -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
    }

    private static func exponential(_ exponent: Double) -> Double {
        // e^x as (e^(x/1024))^1024, by squaring; near enough for a weight.
        var value = 1 + exponent / 1024 + exponent * exponent / (2 * 1024 * 1024)
        for _ in 0..<10 { value *= value }
        return value
    }
}
