// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Wakes everybody who waits for something to change.
///
/// A waiter takes the count of strokes *before* it looks at the state: a change between looking and waiting is then not lost.
final class ChangeBell: Sendable {
    private struct State {
        var strokes: UInt64 = 0
        var isSilent = false
        var nextWaiter: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// How often the bell has rung.
    var strokes: UInt64 { state.withLock { $0.strokes } }

    /// True once nobody waits any more.
    var isSilent: Bool { state.withLock { $0.isSilent } }

    /// Wakes all waiters.
    func ring() {
        let woken = state.withLock { state in
            state.strokes += 1
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in woken.values { waiter.resume() }
    }

    /// Wakes all waiters and lets nobody wait any more: the coordinator stops.
    func silence() {
        state.withLock { $0.isSilent = true }
        ring()
    }

    /// Returns once the bell has rung after `seen` strokes, was silenced, or the task is cancelled.
    func wait(after seen: UInt64) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.strokes == seen, !state.isSilent, !Task.isCancelled else { return false }
                    state.waiters[id] = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            // The flag of cancellation is set before this runs, so that a waiter is either found here or never stored.
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
