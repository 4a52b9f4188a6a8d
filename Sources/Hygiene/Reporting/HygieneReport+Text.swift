// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension HygieneReport {
    /// The report for people, without a line end; no line is wider than `width` columns, or than 60 where that is less.
    package func text(width: Int = 80, isColoured: Bool = false) -> String {
        let width = min(max(width, 60), 120)
        let style = TextStyle(isColoured: isColoured)
        var lines = [summary]
        for chart in charts {
            lines += ["", style.heading(chart.title)]
            lines += TextBars.lines(chart, width: width, style: style)
        }
        for (title, text) in paragraphs {
            lines += ["", style.heading(title)]
            lines += TextBars.wrapped(text, width: width, indent: 2)
        }
        lines += ["", style.heading("Unusual patterns")]
        if findings.isEmpty { lines += ["  None."] }
        for finding in findings {
            lines.append("  \(style.score(finding.score))  \(finding.kind.title)")
            lines += TextBars.wrapped(finding.explanation, width: width, indent: 7)
            let rows = Self.rowsText(finding)
            lines += TextBars.wrapped(rows.prefix(1).uppercased() + rows.dropFirst() + ".", width: width, indent: 7)
        }
        if furtherFindings > 0 { lines.append("  \(DigitGroups.text(furtherFindings)) more are weaker than these.") }
        return lines.joined(separator: "\n")
    }

    /// The one line that says it.
    package var summary: String {
        "\(DigitGroups.text(rows)) \(rows == 1 ? "row" : "rows"): \(DigitGroups.text(valid)) valid, \(DigitGroups.text(possible)) possible, "
            + "\(DigitGroups.text(invalid)) invalid; \(DigitGroups.text(repetitions.rows)) repeat an earlier number."
    }

    /// What is said in sentences, under headings.
    var paragraphs: [(title: String, text: String)] {
        [("Repetitions", repetitionText)] + (conflictText.map { [("Conflicts", $0)] } ?? []) + [("Lines", lineText)]
    }
}
