// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Whether a field looks like a phone number at a glance, to find the column; says nothing about validity.
enum NumberShape {
    static func looksLikeNumber(_ field: String) -> Bool {
        let field = field.lowercased().hasPrefix("tel:") ? field.dropFirst(4) : field[...]
        var digits = 0
        for scalar in field.unicodeScalars {
            if scalar.properties.numericType == .decimal {
                digits += 1
            } else if scalar.value < 0x80, !" \t+-().,/'\"Ee".unicodeScalars.contains(scalar) {
                return false
            } else if scalar.properties.isAlphabetic, scalar.value >= 0x80 {
                return false
            }
        }
        return (7...17).contains(digits) && !isDate(field)
    }

    /// Whether a field is a date as exports write it: 2026-07-16, 16.07.2026, 7/16/2026.
    private static func isDate(_ field: Substring) -> Bool {
        for mark: Character in ["-", ".", "/"] {
            let parts = field.split(separator: mark, omittingEmptySubsequences: false).map(\.count)
            if parts.count == 3, parts == [4, 2, 2] || (parts[2] == 4 && parts[0] <= 2 && parts[1] <= 2) {
                return true
            }
        }
        return false
    }
}
