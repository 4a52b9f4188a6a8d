// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A moment as files write it: RFC 3339 with seconds and a zone, brought to UTC.
///
/// Accepted are `T`, `t` or one blank between date and time, a fraction of a second (which is dropped), and `Z`, `z` or
/// an offset of hours and minutes. There is no 60th second and no hour 24; the result lies in 1970 to 9999.
package enum ZonedMoment: Equatable {
    case moment(Timestamp)
    /// Well formed but for the zone: nobody knows when it was.
    case withoutZone
    case malformed

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { Self($0[...]) }
    }

    private init(_ bytes: Bytes) {
        var rest = bytes
        guard let date = Self.date(from: &rest), let second = Self.secondOfDay(from: &rest) else {
            self = .malformed
            return
        }
        guard !rest.isEmpty else {
            self = .withoutZone
            return
        }
        guard let offset = Self.offset(from: &rest), rest.isEmpty,
            let moment = Timestamp(seconds: Int64(date.days * 86400 + second - offset))
        else {
            self = .malformed
            return
        }
        self = .moment(moment)
    }

    /// True unless it is a moment.
    package var isWithoutMoment: Bool { if case .moment = self { false } else { true } }

    /// `YYYY-MM-DD` and the separator.
    private static func date(from rest: inout Bytes) -> CivilDate? {
        guard let year = number(4, from: &rest), take("-", from: &rest), let month = number(2, from: &rest),
            take("-", from: &rest), let day = number(2, from: &rest),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return take("T", from: &rest) || take("t", from: &rest) || take(" ", from: &rest) ? date : nil
    }

    /// `hh:mm:ss` and perhaps a fraction.
    private static func secondOfDay(from rest: inout Bytes) -> Int? {
        guard let hour = number(2, from: &rest), take(":", from: &rest), let minute = number(2, from: &rest),
            take(":", from: &rest), let second = number(2, from: &rest), hour < 24, minute < 60, second < 60
        else { return nil }
        if take(".", from: &rest) {
            let fraction = rest.prefix { (48...57).contains($0) }
            guard !fraction.isEmpty else { return nil }
            rest = rest[fraction.endIndex...]
        }
        return (hour * 60 + minute) * 60 + second
    }

    /// The seconds by which local time is ahead of UTC.
    private static func offset(from rest: inout Bytes) -> Int? {
        if take("Z", from: &rest) || take("z", from: &rest) { return 0 }
        let isAhead = take("+", from: &rest)
        guard isAhead || take("-", from: &rest), let hour = number(2, from: &rest), take(":", from: &rest),
            let minute = number(2, from: &rest), hour < 24, minute < 60
        else { return nil }
        return (isAhead ? 1 : -1) * (hour * 60 + minute) * 60
    }

    private static func number(_ digits: Int, from rest: inout Bytes) -> Int? {
        guard rest.count >= digits else { return nil }
        var number = 0
        for index in rest.startIndex..<rest.startIndex + digits {
            let digit = rest[index] &- 48
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        rest.removeFirst(digits)
        return number
    }

    private static func take(_ character: Unicode.Scalar, from rest: inout Bytes) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
