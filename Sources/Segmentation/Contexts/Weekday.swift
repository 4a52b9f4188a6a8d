// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A day of the week as contexts name it.
package enum Weekday: String, CaseIterable, Hashable, Sendable {
    case mon
    case tue
    case wed
    case thu
    case fri
    case sat
    case sun

    /// The day of the week of a date.
    ///
    /// - Parameter day: days since 1970-01-01, a Thursday; negative before.
    static func of(day: Int64) -> Weekday { allCases[Int(((day + 3) % 7 + 7) % 7)] }
}
