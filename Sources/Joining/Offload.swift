// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs work that blocks its thread for long, such as exponentiation, outside the cooperative pool.
enum Offload {
    private static let queue = DispatchQueue(label: "symbolon.offload", qos: .userInitiated, attributes: .concurrent)

    /// Lets this thread wait.
    static func pause(milliseconds: Int) {
        _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(milliseconds))
    }

    /// Runs `work` and gives its result.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
