// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension ListLayout {
    /// Whether two names mean one column: the same but for case, blanks and punctuation.
    package static func isSameName(_ name: String, _ other: String) -> Bool {
        ColumnNames.fold(name) == ColumnNames.fold(other)
    }

    /// The one of the names that a misspelt one is nearest to: at most a third of it is to be changed; nil where none is
    /// so near.
    package static func nearName(to name: String, among names: [String]) -> String? {
        let wanted = Array(ColumnNames.fold(name))
        let near = names.map { (name: $0, distance: distance(wanted, Array(ColumnNames.fold($0)))) }
            .min { $0.distance < $1.distance }
        return near.flatMap { $0.distance <= wanted.count / 3 ? $0.name : nil }
    }

    /// A column for a message: by its name, or by its place where the name might be a number or is very long.
    package func shown(_ column: String) -> String {
        guard let place = columns.firstIndex(where: { Self.isSameName($0, column) }) else {
            return "column \"\(column)\""
        }
        let name = ColumnNames.list(columns, [place])
        return name.hasPrefix("\"") ? "column \(name)" : name
    }

    /// How many characters are to be put in, taken out or changed (Levenshtein).
    private static func distance(_ text: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, character) in text.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (place, second) in other.enumerated() {
                let changed = diagonal + (character == second ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, diagonal + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
