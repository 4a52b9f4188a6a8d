// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Bounds how many column bodies are in memory at once; who comes later waits, first come, first served.
///
/// A party has at most an eighth of the places, so that one that sends slowly keeps no other from uploading.
actor UploadGate {
    private struct Waiter {
        let party: PartyID
        let continuation: CheckedContinuation<Void, Never>
    }

    private var limit = 1
    private var busy = 0
    private var places: [PartyID: Int] = [:]
    private var queue: [Waiter] = []

    /// Waits until fewer than `limit` uploads, and few enough of this party, are under way, and counts this one.
    func enter(atMost limit: Int, for party: PartyID) async {
        self.limit = limit
        if hasPlace(for: party) {
            take(for: party)
        } else {
            // The place is taken by `leave`, so that it never is free in between.
            await withCheckedContinuation { queue.append(Waiter(party: party, continuation: $0)) }
        }
    }

    /// Gives a party's place back, and hands out what is free.
    func leave(_ party: PartyID) {
        busy -= 1
        let left = places[party, default: 1] - 1
        places[party] = left > 0 ? left : nil
        while let index = queue.firstIndex(where: { hasPlace(for: $0.party) }) {
            let next = queue.remove(at: index)
            take(for: next.party)
            next.continuation.resume()
        }
    }

    private func hasPlace(for party: PartyID) -> Bool {
        busy < limit && places[party, default: 0] < max(1, limit / 8)
    }

    private func take(for party: PartyID) {
        busy += 1
        places[party, default: 0] += 1
    }
}
