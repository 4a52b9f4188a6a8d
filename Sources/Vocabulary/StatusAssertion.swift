// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One layer's word on a line: what, who says so, when it was so, and how long it holds.
///
/// There are two ways to make one, and only a validator's can be `valid-active`.
package struct StatusAssertion: Hashable, Sendable {
    /// Who says so.
    package enum Source: Hashable, Sendable {
        /// A numbering plan, by its origin and version.
        case plan(version: String)
        /// A party that asked a network or register.
        case validator(PartyID)
    }

    /// The longest time to live: 400 days in seconds.
    package static let longestLife: Int64 = 400 * 86400

    package let status: LineStatus
    package let source: Source
    /// When it was so, in seconds since 1970-01-01T00:00:00Z.
    package let observedAt: Int64
    /// How many seconds it holds from then on.
    package let timeToLive: Int64

    /// What a plan says, from its text alone; it holds as long as any.
    package static func plan(_ status: PlanStatus, version: String, observedAt: Int64) -> StatusAssertion {
        StatusAssertion(
            status: status.line, source: .plan(version: version), observedAt: observedAt, timeToLive: longestLife)
    }

    /// What a validator says; nil where the time is negative or the time to live is not 1 second to 400 days.
    package static func validator(
        _ party: PartyID, _ status: LineStatus, observedAt: Int64, timeToLive: Int64
    ) -> StatusAssertion? {
        guard observedAt >= 0, observedAt <= 253_402_300_799, (1...longestLife).contains(timeToLive) else { return nil }
        return StatusAssertion(
            status: status, source: .validator(party), observedAt: observedAt, timeToLive: timeToLive)
    }

    private init(status: LineStatus, source: Source, observedAt: Int64, timeToLive: Int64) {
        self.status = status
        self.source = source
        self.observedAt = observedAt
        self.timeToLive = timeToLive
    }

    /// The first second in which it does not hold any more.
    package var end: Int64 {
        let (end, isLate) = observedAt.addingReportingOverflow(timeToLive)
        return isLate ? .max : end
    }

    /// What it says at a moment: `unknown` from its end on, and before it was observed.
    package func status(at now: Int64) -> LineStatus { observedAt <= now && now < end ? status : .unknown }
}
