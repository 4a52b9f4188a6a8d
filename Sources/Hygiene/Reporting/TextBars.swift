// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Bars and paragraphs in columns of a terminal.
enum TextBars {
    /// Parts of a full column, by eighths.
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// One line a bar: label, count, part of the total, bar; and the note below it.
    static func lines(_ chart: BarChart, width: Int, style: TextStyle) -> [String] {
        let labels = chart.bars.map { cut($0.label, to: 30) }
        let counts = chart.bars.map { DigitGroups.text($0.count) }
        let parts = chart.bars.map { chart.percent($0) }
        let label = labels.map(\.count).max() ?? 0
        let count = counts.map(\.count).max() ?? 0
        let part = parts.map(\.count).max() ?? 0
        let room = max(min(width - label - count - part - 8, 40), 1)
        return chart.bars.indices.flatMap { index in
            let bar = bar(chart.bars[index].count, of: chart.largest, columns: room)
            let head =
                "  " + labels[index] + blanks(label - labels[index].count) + "  " + blanks(count - counts[index].count)
                + counts[index] + "  " + blanks(part - parts[index].count) + parts[index]
            return [bar.isEmpty ? head : head + "  " + style.bar(bar)]
                + wrapped(chart.bars[index].note, width: width, indent: 4)
        }
    }

    /// A bar in eighths of columns; a count that is not zero is seen.
    static func bar(_ count: Int, of largest: Int, columns: Int) -> String {
        guard count > 0, largest > 0 else { return "" }
        let length = max(Int((Double(count) / Double(largest) * Double(columns * 8)).rounded()), 1)
        let end = length % 8 == 0 ? "" : String(eighths[length % 8 - 1])
        return String(repeating: "█", count: length / 8) + end
    }

    /// Text in lines of at most `width` columns, broken at blanks.
    static func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(blanks(indent) + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? lines : lines + [blanks(indent) + line]
    }

    private static func cut(_ text: String, to count: Int) -> String {
        text.count > count ? text.prefix(count - 1) + "…" : text
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
