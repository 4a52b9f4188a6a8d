// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The forms of text that documents of the protocol share.
package enum TextForm {
    /// A name among people and in files: 1 to 64 of `a-z`, `0-9` and `-` (and `.` where dots are allowed), starting with
    /// a letter.
    package static func isName(_ text: some StringProtocol, allowingDots: Bool = false) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            (97...122).contains($0) || isDigit($0) || $0 == 45 || (allowingDots && $0 == 46)
        }
    }

    /// An attribute's name: words of letters, digits, `-` and `_` with dots between, each starting with a letter; at most
    /// 64 bytes (protocol/v1/agreement.md §5).
    package static func isAttributeName(_ text: some StringProtocol) -> Bool {
        let words = text.utf8.split(separator: 46, omittingEmptySubsequences: false)
        return text.utf8.count <= 64
            && words.allSatisfy { word in
                guard let first = word.first, isLetter(first) else { return false }
                return word.allSatisfy { isLetter($0) || isDigit($0) || $0 == 45 || $0 == 95 }
            }
    }

    /// Text that is what it looks like: no control, format, private or separator character but the plain blank, and no
    /// blank at either end (protocol/v1/agreement.md §2).
    package static func isDisplayText(_ text: String, bytes: ClosedRange<Int> = 1...128) -> Bool {
        // Printable ASCII is what it looks like.
        let isVisible =
            text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            || text.unicodeScalars.allSatisfy { scalar in
                !HiddenCharacters.contain(scalar)
                    && (scalar == " " || scalar.properties.generalCategory != .spaceSeparator)
            }
        return isVisible && bytes.contains(text.utf8.count) && text.utf8.first != 0x20 && text.utf8.last != 0x20
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
