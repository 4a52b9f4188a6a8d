// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Home
package import Signing

/// Notices a clock that jumped back, under which an expired consent would seem current again.
package enum ClockCheck {
    /// The seconds by which the clock may be behind what the home has stored: clocks differ.
    static let toleranceSeconds: Int64 = 300

    /// Refuses a clock that is behind what the home has stored.
    package static func check(_ now: Timestamp, of home: Home) throws {
        guard let latest = try home.latestMoment(), now.seconds + toleranceSeconds < latest.seconds else { return }
        throw JoinError.clockBehind(now: now, latest: latest)
    }
}
