// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The form of an international number in a text, which the coordinator refuses without knowing any number
/// (protocol/v1/consent.md §3, `holds-number`).
enum InternationalForm {
    /// True where `+` or `tel:` is followed at once by 7 to 15 digits, the first not 0; blanks, `-`, `.`, `(` and `)`
    /// may stand between them.
    static func isFound(in text: String) -> Bool {
        // Most texts have no mark at all: the full-width plus starts with 0xEF in UTF-8.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ":") || $0 == 0xEF }) else {
            return false
        }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.contains { isMark(scalars[...$0]) && isNumber(scalars[($0 + 1)...]) }
    }

    private static func isMark(_ head: ArraySlice<Unicode.Scalar>) -> Bool {
        if head.last == "+" || head.last == "\u{FF0B}" { return true }
        guard head.last == ":" else { return false }
        return head.suffix(4).elementsEqual("tel:".unicodeScalars) { $0.properties.lowercaseMapping == String($1) }
    }

    /// True where 7 to 15 digits end at the end of a group, whatever groups follow.
    private static func isNumber(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        var count = 0
        for scalar in rest {
            if let digit = NumberTrace.digit(scalar) {
                if count == 0, digit == 0 { return false }
                count += 1
            } else if (7...15).contains(count) {
                return true
            } else if count == 0 ? scalar != "(" : !isSeparator(scalar) {
                return false
            }
        }
        return (7...15).contains(count)
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", ".", "(", ")", "\u{2010}"..."\u{2015}": true
        default: false
        }
    }
}
