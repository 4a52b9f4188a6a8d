// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages

/// How much longer a command may wait.
package struct Patience: Sendable {
    private let end: ContinuousClock.Instant
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameter now: the time, on a clock that never goes back.
    package init(
        _ duration: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        end = now().advanced(by: duration)
        self.now = now
    }

    /// Seconds that one request may ask the coordinator to wait.
    package var seconds: Int {
        let left = now().duration(to: end).components.seconds
        return Int(min(max(left, 1), Int64(Limits.waitSeconds)))
    }

    /// Lets some time pass before the coordinator is asked again: it may answer at once, whatever wait it was asked for.
    func pause() async throws { try await Task.sleep(for: .milliseconds(50)) }

    /// Throws once the time is over.
    package func check(waitingFor what: @autoclosure () -> String) throws {
        guard now() < end else { throw JoinError.waitedTooLong(what()) }
    }
}
