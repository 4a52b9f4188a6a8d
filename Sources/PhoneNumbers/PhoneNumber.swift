// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A phone number that is at least possible, held as the digits of its E.164 form.
///
/// Seven to fifteen digits, the first one 1 to 9; leading zeros after the country code (Italy) are kept. No extension, no
/// letters. Text for people and reflection show no digit, so that a number cannot slip into a log: `e164` must be asked
/// for by name.
package struct PhoneNumber: Hashable, Sendable {
    /// The E.164 digits as an integer, between 1000000 and 999999999999999.
    package let digits: UInt64

    /// Creates a number from E.164 digits, checking nothing but their count.
    ///
    /// For digits that a numbering plan has accepted before, for example when they are read back from a row map.
    @inline(__always)
    package init?(digits: UInt64) {
        guard (1_000_000...999_999_999_999_999).contains(digits) else { return nil }
        self.digits = digits
    }

    /// How many digits a number has (ITU-T E.164 has no lower bound; shorter ones are no subscriber's).
    static let digitCounts = 7...15

    /// The E.164 text, `+` and the digits.
    package var e164: String { "+" + String(digits) }
}

extension PhoneNumber: Comparable {
    /// Orders numbers by their digits as integers.
    package static func < (lhs: PhoneNumber, rhs: PhoneNumber) -> Bool { lhs.digits < rhs.digits }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "PhoneNumber(…)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
