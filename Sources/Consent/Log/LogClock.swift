// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The coordinator's time, which never goes back behind what it logged (protocol/v1/consent.md §7, Time).
package struct LogClock: Equatable, Sendable {
    /// The seconds by which the clock may be behind the log, and a grant ahead of the clock.
    package static let toleranceSeconds: Int64 = 300

    /// The latest moment ever logged; nil where nothing was.
    package private(set) var latest: Timestamp?

    package init(latest: Timestamp?) { self.latest = latest }

    /// The moment to decide, count and plan at: the clock's, or the latest logged one where the clock is a little
    /// behind.
    package func moment(at clock: Timestamp) throws(ClockBehindError) -> Timestamp {
        guard let latest, clock < latest else { return clock }
        guard latest.seconds - clock.seconds <= Self.toleranceSeconds else {
            throw ClockBehindError(latest: latest, clock: clock)
        }
        return latest
    }

    /// Notes that a moment was logged.
    package mutating func note(_ moment: Timestamp) {
        latest = max(latest ?? moment, moment)
    }
}
