// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Tasks of one line that work at the same time.
package enum Stations {
    /// Runs stations to the end of all; the first that fails ends the others.
    ///
    /// - Throws: what it failed with. A station that ends another may be slower to say so than the one that was ended: cancellation is
    ///   told only where there is no other reason.
    package static func run(_ stations: (@Sendable () async throws -> Void)...) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for station in stations { group.addTask { try await station() } }
            var failure: (any Error)?
            while let result = await group.nextResult() {
                guard case .failure(let error) = result else { continue }
                if failure == nil || failure is CancellationError { failure = error }
                group.cancelAll()
            }
            if let failure { throw failure }
        }
    }
}
