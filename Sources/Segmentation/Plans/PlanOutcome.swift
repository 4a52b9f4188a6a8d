// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What planning gave.
package enum PlanOutcome: Equatable, Sendable {
    /// Enough messages, ascending by handle.
    case messages([PlannedMessage])
    /// Fewer messages than the minimum; neither they nor their number are told.
    case withheld
    /// The context asks for weather, and there is none.
    case weatherUnavailable(WeatherError)
}
