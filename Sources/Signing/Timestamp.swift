// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A moment in UTC with whole seconds, from 1970 to 9999: how signed documents write time.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The last second of the year 9999.
    private static let last: Int64 = 253_402_300_799

    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let seconds: Int64

    /// Accepts 0 to the end of the year 9999.
    package init?(seconds: Int64) {
        guard (0...Self.last).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Reads `YYYY-MM-DDThh:mm:ssZ` (RFC 3339) and no other spelling; there is no 60th second.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let template = Array("0000-00-00T00:00:00Z".utf8)
        guard bytes.count == template.count else { return nil }
        for (byte, shape) in zip(bytes, template) {
            guard shape == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == shape else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard year >= 1970, (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(before: year) + (1..<month).reduce(0) { $0 + Self.days(in: $1, of: year) } + day - 1
        seconds = Int64(((days * 24 + hour) * 60 + minute) * 60 + second)
    }

    /// The one spelling: `2026-01-31T08:00:00Z`.
    package var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text's 20 bytes.
    package func appendText(to bytes: inout [UInt8]) {
        var days = Int(seconds / 86400)
        let second = Int(seconds % 86400)
        var year = 1970 + days / 366
        while Self.days(before: year + 1) <= days { year += 1 }
        days -= Self.days(before: year)
        var month = 1
        while days >= Self.days(in: month, of: year) {
            days -= Self.days(in: month, of: year)
            month += 1
        }
        func two(_ number: Int, _ behind: Unicode.Scalar?) {
            bytes.append(UInt8(48 + number / 10))
            bytes.append(UInt8(48 + number % 10))
            if let behind { bytes.append(UInt8(ascii: behind)) }
        }
        two(year / 100, nil)
        two(year % 100, "-")
        two(month, "-")
        two(days + 1, "T")
        two(second / 3600, ":")
        two(second / 60 % 60, ":")
        two(second % 60, "Z")
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// Days from 1970-01-01 to the first of January of `year`.
    private static func days(before year: Int) -> Int {
        let past = year - 1
        return (year - 1970) * 365 + (past / 4 - past / 100 + past / 400) - (1969 / 4 - 1969 / 100 + 1969 / 400)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
