// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the digits of one number in texts that must not hold it (protocol/v1/consent.md §1, `consent-holds-number`).
///
/// Anything but letters and digits may stand between the digits; digits of every script count. The country code is not
/// known here, so up to three leading digits may be missing as long as seven remain.
package struct NumberTrace: Sendable {
    /// The digits that are looked for at the least.
    private static let shortest = 7

    private let ending: UInt64
    private let modulus: UInt64
    private let length: Int

    /// Looks for a number by its E.164 digits, 7 to 15 of them.
    package init(digits: UInt64) {
        let count = String(digits).utf8.count
        // A longer part of the number that is held holds this one too.
        length = min(count, max(Self.shortest, count - 3))
        modulus = (0..<length).reduce(1) { power, _ in power * 10 }
        ending = digits % modulus
    }

    /// True where the text has enough digits, with no letter between them, to hold a number.
    static func mayBeFound(in text: String) -> Bool {
        var seen = 0
        for scalar in text.unicodeScalars {
            if digit(scalar) != nil {
                seen += 1
                if seen >= shortest { return true }
            } else if isLetter(scalar) {
                seen = 0
            }
        }
        return false
    }

    /// True where the text holds the number.
    package func isFound(in text: String) -> Bool {
        var seen = 0
        var last: UInt64 = 0
        for scalar in text.unicodeScalars {
            if let digit = Self.digit(scalar) {
                last = (last * 10 + digit) % modulus
                seen += 1
                if seen >= length, last == ending { return true }
            } else if Self.isLetter(scalar) {
                seen = 0
                last = 0
            }
        }
        return false
    }

    /// The value of a decimal digit of any script: ASCII, full width, Arabic-Indic and so on.
    static func digit(_ scalar: Unicode.Scalar) -> UInt64? {
        if scalar.isASCII { return ("0"..."9").contains(scalar) ? UInt64(scalar.value - 48) : nil }
        let properties = scalar.properties
        guard properties.numericType == .decimal, let value = properties.numericValue else { return nil }
        return UInt64(value)
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }
        // Fillers are letters to Unicode, and show nothing.
        return scalar.properties.isAlphabetic && !scalar.properties.isDefaultIgnorableCodePoint
    }
}
