// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The report as one page: no script, nothing from elsewhere, and no number but masked blocks.
package struct HygienePage {
    private let report: HygieneReport
    private let name: String
    private let made: String

    /// - Parameters:
    ///   - name: the list's, for people; where it looks like a number, its digits are not shown.
    ///   - made: the day or moment, for people.
    package init(_ report: HygieneReport, name: String, made: String) {
        self.report = report
        self.name = MaskedText.text(name)
        self.made = made
    }

    /// The whole file.
    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>List hygiene: \(Markup.escaped(name))</title>
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">List hygiene</p>
        \(Markup.element("h1", name))
        <p class="meta">\(Markup.escaped(made)), plan \(Markup.escaped(report.plan))</p>
        </header>
        \(figures)
        \(statusBar)
        \(patterns)
        <div class="columns">
        \(report.charts.dropFirst().map(chart).joined(separator: "\n"))
        \(report.paragraphs.map(paragraph).joined(separator: "\n"))
        </div>
        <footer>\
        <p>Numbers are not shown: rows are counted from 1, header and blank lines left out; a block is ten thousand numbers with its last \
        four digits masked. A score of 50 is expected in one honest list of a thousand, 100 in one of 10<sup>20</sup>.</p>\
        </footer>
        </main>
        </body>
        </html>

        """
    }

    private var figures: String {
        let patterns = report.findings.count + report.furtherFindings
        let figures = [
            (DigitGroups.text(report.rows), report.rows == 1 ? "row" : "rows", ""),
            (Self.percent(report.valid, of: report.rows), "valid", ""),
            (DigitGroups.text(report.repetitions.rows), "repeat a number", ""),
            (
                DigitGroups.text(patterns), patterns == 1 ? "unusual pattern" : "unusual patterns",
                patterns > 0 ? " alert" : ""
            ),
        ]
        let items = figures.map { value, label, style in
            "<div class=\"figure\(style)\">\(Markup.element("b", value))\(Markup.element("span", label))</div>"
        }
        return "<section class=\"figures\">\(items.joined())</section>"
    }

    /// One bar of three parts.
    private var statusBar: String {
        guard report.rows > 0 else { return "" }
        let parts = [("valid", report.valid), ("possible", report.possible), ("invalid", report.invalid)]
        var start = 0.0
        var bars = ""
        for (name, count) in parts where count > 0 {
            let width = Double(count) / Double(report.rows) * 100
            bars +=
                "<rect class=\"\(name)\" x=\"\(Self.decimal(start))%\" width=\"\(Self.decimal(width))%\" height=\"18\"/>"
            start += width
        }
        let legend = parts.map { name, count in
            "<li><i class=\"\(name)\"></i>\(name) <b>\(DigitGroups.text(count))</b> "
                + "<span>\(Markup.escaped(Self.percent(count, of: report.rows)))</span></li>"
        }
        let label = parts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        return
            "<section class=\"status\"><svg class=\"stack\" width=\"100%\" height=\"18\" role=\"img\" aria-label=\"\(label)\">\(bars)</svg>"
            + "<ul class=\"legend\">\(legend.joined())</ul></section>"
    }

    private func chart(_ chart: BarChart) -> String {
        let rows = chart.bars.map { bar in
            let width = max(Double(bar.count) / Double(max(chart.largest, 1)) * 100, bar.count > 0 ? 0.5 : 0)
            return "<li><div class=\"line\">\(Markup.element("span", bar.label, class: "label"))"
                + "\(Markup.element("span", DigitGroups.text(bar.count), class: "count"))"
                + "\(Markup.element("span", chart.percent(bar), class: "part"))</div>"
                + "<svg class=\"bar\" width=\"100%\" height=\"6\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"6\" rx=\"3\"/>"
                + "<rect class=\"fill\" width=\"\(Self.decimal(width))%\" height=\"6\" rx=\"3\"/></svg>"
                + (bar.note.isEmpty ? "" : Markup.element("p", bar.note, class: "note")) + "</li>"
        }
        return
            "<section class=\"card\">\(Markup.element("h2", chart.title))<ul class=\"bars\">\(rows.joined(separator: "\n"))</ul></section>"
    }

    private func paragraph(_ title: String, _ text: String) -> String {
        "<section class=\"card\">\(Markup.element("h2", title))\(Markup.element("p", text))</section>"
    }

    private var patterns: String {
        var cards = report.findings.map(card).joined(separator: "\n")
        if report.findings.isEmpty { cards = "<p class=\"none\">None was found.</p>" }
        if report.furtherFindings > 0 {
            cards += "<p class=\"none\">\(DigitGroups.text(report.furtherFindings)) more are weaker than these.</p>"
        }
        return "<section class=\"patterns\"><h2>Unusual patterns</h2>\n\(cards)</section>"
    }

    private func card(_ finding: Finding) -> String {
        // The circle's circumference is 100, so that the score is the length of its arc.
        let dial =
            "<svg class=\"dial\" viewBox=\"0 0 40 40\" width=\"52\" height=\"52\" role=\"img\" aria-label=\"score \(finding.score)\">"
            + "<circle class=\"track\" cx=\"20\" cy=\"20\" r=\"15.9155\"/>"
            + "<circle class=\"arc\" cx=\"20\" cy=\"20\" r=\"15.9155\" stroke-dasharray=\"\(finding.score) 100\" transform=\"rotate(-90 20 20)\"/>"
            + "<text x=\"20\" y=\"20\" dy=\"0.36em\">\(finding.score)</text></svg>"
        return
            "<article class=\"pattern\(finding.score >= 75 ? " strong" : "")\">\(dial)<div>\(Markup.element("h3", finding.kind.title))"
            + "\(Markup.element("p", finding.explanation))"
            + "\(Markup.element("p", HygieneReport.rowsText(finding), class: "rows"))</div></article>"
    }

    private static func percent(_ count: Int, of total: Int) -> String {
        BarChart(title: "", bars: [], total: total).percent(BarChart.Bar(label: "", count: count))
    }

    /// Two decimals, with a point whatever the locale.
    private static func decimal(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
