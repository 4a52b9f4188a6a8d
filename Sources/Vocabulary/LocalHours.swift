// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A part of the day by the clock on the wall: local times t with `from` ≤ t < `until`, in minutes after midnight.
package struct LocalHours: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 1,440.
    package let from: Int
    /// `from` to 1,440; 1,440 is the end of the day.
    package let until: Int

    /// Accepts 0 ≤ from ≤ until ≤ 1,440.
    package init?(from: Int, until: Int) {
        guard 0 <= from, from <= until, until <= 1440 else { return nil }
        self.init(checkedFrom: from, until: until)
    }

    private init(checkedFrom from: Int, until: Int) {
        self.from = from
        self.until = until
    }

    /// The whole day.
    package static let all = LocalHours(checkedFrom: 0, until: 1440)

    /// Where no rule says anything about messages: 08:00 until 21:00 (protocol/v1/consent.md §6).
    package static let standard = LocalHours(checkedFrom: 8 * 60, until: 21 * 60)

    /// True where no moment of a day lies within.
    package var isEmpty: Bool { from == until }

    /// True where a minute of the day, 0 to 1,439, lies within.
    package func contains(minute: Int) -> Bool { from <= minute && minute < until }

    /// What lies within both; empty where nothing does.
    package func intersection(_ other: LocalHours) -> LocalHours {
        let start = max(from, other.from)
        return LocalHours(checkedFrom: start, until: max(start, min(until, other.until)))
    }

    package var description: String { "\(Self.text(from))–\(Self.text(until))" }

    /// Reads `hh:mm`, from `00:00` to `24:00`, as minutes after midnight.
    package static func minutes(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
        guard digits.allSatisfy((0...9).contains) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        return hour * 60 + minute
    }

    /// Writes minutes after midnight as `hh:mm`.
    package static func text(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
