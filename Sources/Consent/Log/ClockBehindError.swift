// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The coordinator's clock is so far behind its own log that expired consents could come back to life (`clock-behind`).
package struct ClockBehindError: Error, Equatable, CustomStringConvertible {
    /// The latest moment that was logged.
    package let latest: Timestamp
    /// What the clock says.
    package let clock: Timestamp

    package init(latest: Timestamp, clock: Timestamp) {
        self.latest = latest
        self.clock = clock
    }

    package var description: String {
        "the clock says \(clock), \(latest.seconds - clock.seconds) seconds before the latest log entry at \(latest); "
            + "nothing is decided, counted or planned until it is set right"
    }
}
