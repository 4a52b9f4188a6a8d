// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Takes off what spreadsheets and exports put around a field: blanks, quotes, `="…"`, a leading apostrophe.
enum FieldTrimmer {
    /// The field inside, and whether more than blanks stood around it.
    static func trim(_ text: Characters) -> (field: Characters, hadMarks: Bool) {
        var field = text
        var hadMarks = false
        while true {
            while field.count > 0, isBlank(field[0]) { field = field.dropping(1) }
            while field.count > 0, isBlank(field[field.count - 1]) { field.count -= 1 }
            guard field.count > 0 else { return (field, hadMarks) }
            let first = field[0]
            let isQuote = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
            if isQuote, field.count >= 2, field[field.count - 1] == first {
                field = field.dropping(1).prefix(field.count - 2)
            } else if first == UInt8(ascii: "'") {
                field = field.dropping(1)
            } else if first == UInt8(ascii: "="), field.count >= 3, field[1] == UInt8(ascii: "\"") {
                field = field.dropping(1)
            } else {
                return (field, hadMarks)
            }
            hadMarks = true
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == FoldedText.lineEnd || byte == FoldedText.fixedBlank || byte == FoldedText.invisible
    }
}
