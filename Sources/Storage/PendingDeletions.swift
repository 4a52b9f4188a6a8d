// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Whether something that was deleted may still be in the log beside the database.
final class PendingDeletions: Sendable {
    // True from the start: an earlier process may have ended before it emptied the log.
    private let pending = Mutex(true)

    var arePending: Bool { pending.withLock { $0 } }

    func note() { pending.withLock { $0 = true } }

    func clear() { pending.withLock { $0 = false } }
}
