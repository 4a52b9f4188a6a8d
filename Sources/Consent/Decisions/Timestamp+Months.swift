// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

extension Timestamp {
    /// The moment so many calendar months later in UTC: the same day and time, or the last day of a shorter month.
    ///
    /// What would lie after the year 9999 is the last moment there is.
    package func adding(months: Int) -> Timestamp {
        let date = CivilDate(days: Int(seconds / 86400)).adding(months: months)
        return Timestamp(seconds: Int64(date.days) * 86400 + seconds % 86400)
            ?? Timestamp("9999-12-31T23:59:59Z") ?? self
    }
}
