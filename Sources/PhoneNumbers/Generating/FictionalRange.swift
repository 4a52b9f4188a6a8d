// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers that a country's regulator has set aside for drama, documents and tests: nobody ever has one.
package struct FictionalRange: Sendable {
    /// The region whose regulator set it aside.
    package let region: String
    /// E.164 digits, `x` for any digit.
    package let pattern: String
    /// What the numbers look like; a plan may not have them in a range in use.
    package let type: NumberType
    /// Who says so.
    package let source: String

    /// Numbers in the range.
    package var count: UInt64 { pattern.reduce(1) { $1 == "x" ? $0 * 10 : $0 } }

    /// Whether a number is in any range that is known here.
    static func holds(_ number: PhoneNumber) -> Bool {
        let digits = Array(String(number.digits).utf8)
        return all.contains { range in
            let pattern = Array(range.pattern.utf8)
            return pattern.count == digits.count
                && zip(pattern, digits).allSatisfy { $0 == UInt8(ascii: "x") || $0 == $1 }
        }
    }

    /// The number of a place in the range, from 0.
    func number(at place: UInt64) -> PhoneNumber? {
        var rest = place
        var digits: UInt64 = 0
        var scale: UInt64 = 1
        for character in pattern.utf8.reversed() {
            var digit = UInt64(character) &- 0x30
            if character == UInt8(ascii: "x") {
                digit = rest % 10
                rest /= 10
            }
            digits += digit * scale
            scale *= 10
        }
        return PhoneNumber(digits: digits)
    }
}
