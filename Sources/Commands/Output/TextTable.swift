// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Lays rows of cells out in columns for people.
package struct TextTable {
    private var rows: [[String]]
    /// Columns whose cells end flush at the right, counted from 0.
    private let flushRight: Set<Int>

    /// Starts with the names of the columns; none for a table without a first line.
    package init(_ header: [String] = [], flushRight: Set<Int> = []) {
        rows = header.isEmpty ? [] : [header]
        self.flushRight = flushRight
    }

    /// Adds a row.
    package mutating func add(_ cells: String...) { rows.append(cells) }

    /// The lines, without blanks at their ends.
    package var text: String {
        let widths = rows.reduce(into: [Int]()) { widths, row in
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                let blanks = String(repeating: " ", count: widths[index] - cell.count)
                return flushRight.contains(index) ? blanks + cell : cell + blanks
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
