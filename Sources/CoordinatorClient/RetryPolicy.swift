// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages

/// When to ask again after a failure that may pass, and for how long.
///
/// The delay doubles from `first` up to `longest`; each is drawn evenly from the upper half of its interval, so that
/// parties that were cut off together do not come back together.
package struct RetryPolicy: Sendable {
    /// The delay before the first repetition, before jitter.
    package let first: Duration
    /// No delay is longer.
    package let longest: Duration
    /// The time from the first failure after which the last error is given up to the caller.
    package let patience: Duration
    /// Refusals that may pass by themselves.
    package let codes: Set<ProblemCode>

    /// The refusals of a coordinator that starts, stops or has a full disk; those of 429 take hours and are left out.
    package static let passing: Set<ProblemCode> = [.unavailable, .storageFull]

    package init(
        first: Duration = .seconds(1), longest: Duration = .seconds(30), patience: Duration,
        codes: Set<ProblemCode> = passing
    ) {
        self.first = first
        self.longest = longest
        self.patience = patience
        self.codes = codes
    }

    /// The delay after a number of failures in a row, from 1; `jitter` lies in 0 ..< 1.
    package func delay(afterFailures failures: Int, jitter: Double) -> Duration {
        var full = min(first, longest)
        for _ in 1..<max(failures, 1) {
            full = min(full * 2, longest)
            if full == longest { break }
        }
        return full * (0.5 + min(max(jitter, 0), 1) / 2)
    }

    /// Says what an error that may pass means, in words that "trying again" can follow; nil for one that will not pass.
    package func passingCause(of error: any Error) -> String? {
        switch error as? ClientError {
        case .unreachable: "coordinator unreachable"
        case .problem(let problem) where codes.contains(problem.code):
            switch problem.code {
            case .unavailable: "coordinator is starting or stopping"
            case .storageFull: "coordinator's disk is full"
            default: "coordinator refused for now (\(problem.code.rawValue))"
            }
        default: nil
        }
    }
}
