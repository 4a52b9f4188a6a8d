// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Whether the coordinator takes requests, for `/readyz`.
package final class Readiness: Sendable {
    /// Where the coordinator stands.
    package enum State: String, Sendable {
        case starting
        case ready
        case stopping
    }

    private let value = Mutex(State.starting)

    package init() {}

    package var state: State { value.withLock { $0 } }

    /// Moves on; a coordinator that stops stays so.
    package func set(_ state: State) {
        value.withLock { current in
            if current != .stopping { current = state }
        }
    }
}
