// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Where something that was deleted may still be: in the log beside the database, or in the free parts of its pages.
final class PendingDeletions: Sendable {
    private struct State {
        // True from the start: an earlier process may have ended before it did its part.
        var arePending = true
        var needCompaction = true
    }

    private let state = Mutex(State())

    /// Whether the log beside the database may hold something.
    var arePending: Bool { state.withLock { $0.arePending } }

    /// Whether the pages of the database may hold something.
    var needCompaction: Bool { state.withLock { $0.needCompaction } }

    func note() { state.withLock { $0 = State() } }

    /// The log was emptied.
    func clear() { state.withLock { $0.arePending = false } }

    /// The pages were written anew; what they held is in the log now.
    func noteCompaction() {
        state.withLock {
            $0.needCompaction = false
            $0.arePending = true
        }
    }
}
