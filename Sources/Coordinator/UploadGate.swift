// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Bounds how many column bodies are in memory at once; who comes later waits, first come, first served.
actor UploadGate {
    private var busy = 0
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// Waits until fewer than `limit` uploads are under way, and counts this one.
    func enter(atMost limit: Int) async {
        if busy < limit {
            busy += 1
        } else {
            // The place is handed over by `leave`, so that it never is free in between.
            await withCheckedContinuation { queue.append($0) }
        }
    }

    /// Gives the place to the next, or back.
    func leave() {
        if queue.isEmpty { busy -= 1 } else { queue.removeFirst().resume() }
    }
}
