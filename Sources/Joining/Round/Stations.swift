// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding

/// Tasks of one line that work at the same time.
package enum Stations {
    /// Runs stations to the end of all; the first that fails ends the others.
    ///
    /// - Throws: what it failed with. A station that ends another may be slower to say so than the one that was ended: cancellation is
    ///   told only where there is no other reason. An element that does not decode is told before all others: it is proof against
    ///   its signer, which must not be lost to a coordinator that makes something else fail at the same time.
    package static func run(_ stations: (@Sendable () async throws -> Void)...) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for station in stations { group.addTask { try await station() } }
            var failure: (any Error)?
            while let result = await group.nextResult() {
                guard case .failure(let error) = result else { continue }
                if failure.map({ rank(of: $0) < rank(of: error) }) ?? true { failure = error }
                group.cancelAll()
            }
            if let failure { throw failure }
        }
    }

    private static func rank(of error: any Error) -> Int {
        switch error {
        case is CancellationError: 0
        case BlindingError.undecodable: 2
        default: 1
        }
    }
}
