// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import CoreMetrics

/// What the coordinator counts.
///
/// No label holds more than a route's template or a status.
package struct CoordinatorMetrics: Sendable {
    private let factory: any MetricsFactory

    package init(factory: any MetricsFactory) {
        self.factory = factory
        // So that the names are there, with zero, before the first event.
        _ = [Counter(label: Self.stored, factory: factory), Counter(label: Self.repeated, factory: factory)]
        _ = Meter(label: Self.open, factory: factory)
    }

    private static let stored = "symbolon_chunks_stored_total"
    private static let repeated = "symbolon_chunks_repeated_total"
    private static let open = "symbolon_rounds_open"

    /// Counts an answered request.
    func countRequest(method: String, route: String, status: Int) {
        Counter(
            label: "symbolon_requests_total",
            dimensions: [("method", method), ("route", route), ("status", "\(status)")], factory: factory
        ).increment()
    }

    /// Counts a chunk that was not there before.
    func countStoredChunk() { Counter(label: Self.stored, factory: factory).increment() }

    /// Counts a chunk that was there already.
    func countRepeatedChunk() { Counter(label: Self.repeated, factory: factory).increment() }

    /// Counts a round that ended, by its state.
    func countEndedRound(state: String) {
        Counter(label: "symbolon_rounds_ended_total", dimensions: [("state", state)], factory: factory).increment()
    }

    /// Counts decisions, by outcome.
    func countDecisions(allowed: Int, refused: Int) {
        for (outcome, count) in [("allowed", allowed), ("refused", refused)] where count > 0 {
            Counter(label: "symbolon_decisions_total", dimensions: [("outcome", outcome)], factory: factory)
                .increment(by: count)
        }
    }

    /// Counts a member that was revoked.
    func countRevocation() { Counter(label: "symbolon_revocations_total", factory: factory).increment() }

    /// Counts a plan, by what came of it.
    func countPlan(isWithheld: Bool) {
        let state = isWithheld ? "withheld" : "planned"
        Counter(label: "symbolon_plans_total", dimensions: [("state", state)], factory: factory).increment()
    }

    /// Sets the number of rounds that have not ended.
    func setOpenRounds(_ count: Int) { Meter(label: Self.open, factory: factory).set(count) }
}
