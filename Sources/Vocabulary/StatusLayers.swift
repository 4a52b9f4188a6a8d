// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What all layers together say of a line: the most restrictive word that still holds.
package struct StatusLayers: Hashable, Sendable {
    /// In the order in which they were added.
    package private(set) var assertions: [StatusAssertion]

    package init(_ assertions: [StatusAssertion] = []) { self.assertions = assertions }

    package mutating func add(_ assertion: StatusAssertion) { assertions.append(assertion) }

    /// The answer at a moment, in seconds since 1970-01-01T00:00:00Z.
    package func verdict(at now: Int64) -> StatusVerdict {
        let holding = assertions.filter { $0.status(at: now) != .unknown }
        // Of two that say the same, the one that holds longer decides.
        let deciding = holding.max { left, right in
            left.status.rank != right.status.rank ? left.status.rank < right.status.rank : left.end < right.end
        }
        return StatusVerdict(
            status: deciding?.status ?? .unknown, deciding: deciding, holdsUntil: nextChange(after: now))
    }

    /// The next moment at which some assertion begins or ends to hold; nil where none will.
    private func nextChange(after now: Int64) -> Int64? {
        assertions.flatMap { [$0.observedAt, $0.end] }.filter { $0 > now }.min()
    }
}
