// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import PhoneNumbers
internal import Vocabulary

/// Counts under a heading, as text and pages draw them.
struct BarChart {
    struct Bar {
        let label: String
        let count: Int
        /// A sentence below the bar; empty for none.
        var note = ""
    }

    let title: String
    let bars: [Bar]
    /// What the parts are parts of.
    let total: Int

    /// The largest bar's count.
    var largest: Int { bars.map(\.count).max() ?? 0 }

    /// A bar's part of the total for people, in percent.
    func percent(_ bar: Bar) -> String {
        guard total > 0 else { return "" }
        let tenths = Int((Double(bar.count) / Double(total) * 1000).rounded())
        if tenths == 0, bar.count > 0 { return "<0.1 %" }
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// The most frequent bars, and one for the rest.
    static func ranked(_ title: String, _ counts: [(String, Int)], total: Int, most: Int = 12) -> BarChart {
        let sorted = counts.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
        let isLong = sorted.count > most
        var bars = sorted.prefix(isLong ? most - 1 : most).map { Bar(label: $0.0, count: $0.1) }
        if isLong {
            let rest = sorted.dropFirst(most - 1)
            bars.append(Bar(label: "\(rest.count) others", count: rest.reduce(0) { $0 + $1.1 }))
        }
        return BarChart(title: title, bars: bars, total: total)
    }
}

extension HygieneReport {
    /// The charts that have something to show.
    var charts: [BarChart] {
        let numbered = valid + possible
        let status = [("valid", valid), ("possible", possible), ("invalid", invalid)]
        var charts = [
            BarChart(title: "Status", bars: status.map { BarChart.Bar(label: $0.0, count: $0.1) }, total: rows),
            BarChart(
                title: "Why not valid",
                bars: reasons.map { BarChart.Bar(label: $0.reason, count: $0.rows, note: $0.explanation) },
                total: rows),
            BarChart(
                title: "Passed over or mended",
                bars: counts.mended.map { mended in
                    BarChart.Bar(
                        label: mended.note.names.joined(), count: mended.rows, note: mended.note.explanation)
                }, total: rows),
            BarChart.ranked("Countries", counts.countries.map { ($0.key, $0.value) }, total: numbered),
            BarChart.ranked("Types", counts.types.map { ($0.key.rawValue, $0.value) }, total: numbered),
            BarChart.ranked("Original carriers", counts.carriers.map { ($0.key, $0.value) }, total: numbered),
        ]
        if let states {
            charts.append(
                .ranked(
                    "Consents, by \(MaskedText.text(states.column))", stateCounts.map { ($0.name, $0.rows) },
                    total: rows))
        }
        return charts.filter { $0.largest > 0 }
    }

    /// Sentences on repeated numbers.
    var repetitionText: String {
        let repetitions = repetitions
        guard repetitions.rows > 0 else { return "No number stands on more than one row." }
        return
            "\(DigitGroups.text(repetitions.repeated)) of \(DigitGroups.text(repetitions.numbers)) different numbers stand on more than one row; "
            + "\(DigitGroups.text(repetitions.rows)) \(repetitions.rows == 1 ? "row repeats" : "rows repeat") an earlier one. One number stands on "
            + "\(DigitGroups.text(repetitions.most)) rows, first on row \(DigitGroups.text(repetitions.mostFirstRow))."
    }

    /// Sentences on numbers with two states of consent; nil where the list says nothing of consents.
    var conflictText: String? {
        guard states != nil else { return nil }
        guard conflicts.numbers > 0 else { return "No number has two states of consent." }
        let opposed = conflicts.opposed == 0 ? "none" : DigitGroups.text(conflicts.opposed)
        return
            "\(DigitGroups.text(conflicts.numbers)) \(conflicts.numbers == 1 ? "number has" : "numbers have") rows with different states of consent, "
            + "\(opposed) of them both a yes and a no: \(Self.rowsText(conflicts.rows.rows, of: conflicts.rows.count)). The most "
            + "restrictive one counts in a join."
    }

    /// Sentences on what a plan cannot know.
    var lineText: String {
        let known = lines.map { "\(DigitGroups.text($0.rows)) \($0.status.rawValue)" }.joined(separator: ", ")
        return "\(known). A plan knows ranges and not lines: whether a line is in use, a validator can say."
    }

    /// Row numbers for people.
    static func rowsText(_ rows: [UInt64], of count: UInt64) -> String {
        let text = rows.map { String($0) }.joined(separator: ", ")
        return "\(count == 1 ? "row" : "rows") \(text)"
            + (count > UInt64(rows.count) ? ", … (\(DigitGroups.text(count)) in all)" : "")
    }

    /// The rows of a finding for people.
    static func rowsText(_ finding: Finding) -> String {
        if finding.kind == .invalidBurst, let first = finding.rows.first, let last = finding.rows.last {
            return "rows \(first) to \(last)"
        }
        return rowsText(finding.rows, of: finding.rowCount)
    }
}
