// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import NIOPosix

/// Runs work that blocks or takes long on threads that nobody waits for.
enum Offload {
    /// Hashing, comparing and reading or writing of columns go here.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}
