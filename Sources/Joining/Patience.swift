// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages

/// How much longer a command may wait.
struct Patience: Sendable {
    private let end: ContinuousClock.Instant

    init(_ duration: Duration) { end = ContinuousClock.now.advanced(by: duration) }

    /// Seconds that one request may ask the coordinator to wait.
    var seconds: Int {
        let left = ContinuousClock.now.duration(to: end).components.seconds
        return Int(min(max(left, 1), Int64(Limits.waitSeconds)))
    }

    /// Throws once the time is over.
    func check(waitingFor what: @autoclosure () -> String) throws {
        guard ContinuousClock.now < end else { throw JoinError.waitedTooLong(what()) }
    }
}
