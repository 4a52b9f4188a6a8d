// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Repeats requests by a policy, on a clock and with a generator that the caller gives.
///
/// Every request of the protocol is idempotent, so that a lost answer may be asked for again.
package struct Retries: Sendable {
    package let policy: RetryPolicy
    private let clock: any Clock<Duration>
    private let jitter: @Sendable () -> Double
    private let progress: @Sendable (String) -> Void

    /// - Parameters:
    ///   - policy: when to ask again, and for how long.
    ///   - clock: measures patience and sleeps.
    ///   - jitter: draws from 0 ..< 1.
    ///   - progress: gets a line before each delay: "coordinator unreachable, trying again in 4 s".
    package init(
        policy: RetryPolicy, clock: any Clock<Duration> = ContinuousClock(),
        jitter: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.policy = policy
        self.clock = clock
        self.jitter = jitter
        self.progress = progress
    }

    /// Runs an operation until it succeeds, fails for good, or patience ends, and then throws its last error.
    ///
    /// The last try is made when patience ends, not before. Cancellation ends a delay at once.
    package func withRetries<Result>(_ operation: () async throws -> Result) async throws -> Result {
        try await run(on: clock, operation)
    }

    private func run<Result, Time: Clock<Duration>>(
        on clock: Time, _ operation: () async throws -> Result
    ) async throws -> Result {
        var failures = 0
        var end: Time.Instant?
        while true {
            do { return try await operation() } catch {
                guard let cause = policy.passingCause(of: error) else { throw error }
                failures += 1
                let now = clock.now
                let limit = end ?? now.advanced(by: policy.patience)
                end = limit
                guard now < limit else { throw error }
                let delay = min(policy.delay(afterFailures: failures, jitter: jitter()), now.duration(to: limit))
                progress("\(cause), trying again in \(Self.seconds(delay)) s")
                try await clock.sleep(for: delay)
            }
        }
    }

    /// Whole seconds, rounded up: "0 s" would look like no delay.
    private static func seconds(_ delay: Duration) -> Int64 {
        let parts = delay.components
        return parts.attoseconds > 0 ? parts.seconds + 1 : parts.seconds
    }
}
