// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The present ``CoordinatorLimits``, which a reload replaces.
package final class SharedLimits: Sendable {
    private let state: Mutex<CoordinatorLimits>

    package init(_ limits: CoordinatorLimits = CoordinatorLimits()) { state = Mutex(limits) }

    /// The limits that a request is held to.
    package var current: CoordinatorLimits { state.withLock { $0 } }

    /// Replaces the limits for all requests to come.
    package func replace(with limits: CoordinatorLimits) { state.withLock { $0 = limits } }
}
