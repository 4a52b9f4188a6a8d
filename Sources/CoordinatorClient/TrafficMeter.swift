// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The running total of one client's traffic; requests that run at the same time add to it.
final class TrafficMeter: Sendable {
    private let state = Mutex(Traffic())

    /// What has travelled so far, answers that were refused included.
    var total: Traffic { state.withLock { $0 } }

    func add(_ traffic: Traffic) { state.withLock { $0 += traffic } }
}
