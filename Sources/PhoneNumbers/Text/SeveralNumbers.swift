// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// More than one number in a field: runs of at least seven digits with something between them.
enum SeveralNumbers {
    /// Fewer digits are no number of their own.
    static let leastDigits = 7

    /// Whether a comma or semicolon stands between two numbers; the second would be taken for an extension.
    static func areSeparated(_ field: Characters) -> Bool {
        count(field) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") } > 1
    }

    /// Whether anything that is no part of a number stands between two; only a reason for what is refused already.
    static func mayBe(_ field: Characters) -> Bool {
        count(field) { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "&"),
                UInt8(ascii: "+"), FoldedText.lineEnd:
                true
            default: byte.isASCIILetter
            }
        } > 1
    }

    private static func count(_ field: Characters, _ separates: (UInt8) -> Bool) -> Int {
        var numbers = 0
        var digits = 0
        for position in 0..<field.count {
            if field[position].isASCIIDigit {
                digits += 1
                if digits == leastDigits { numbers += 1 }
            } else if separates(field[position]) {
                digits = 0
            }
        }
        return numbers
    }
}
