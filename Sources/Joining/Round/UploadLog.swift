// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages
import Synchronization

/// Knows which chunks are being worked on, and how often a process has uploaded each, so that a coordinator cannot have the same
/// work done for ever.
final class UploadLog: Sendable {
    private struct State {
        var underWay: Set<ChunkPlace> = []
        var counts: [ChunkPlace: Int] = [:]
    }

    /// More than a restart of the coordinator or a lost answer can explain.
    private static let most = 3

    private let state = Mutex(State())

    /// Chunks that were begun and are not uploaded yet.
    var underWay: Set<ChunkPlace> { state.withLock { $0.underWay } }

    /// Begins a chunk; false where it is begun already, or was uploaded too often.
    func begin(_ place: ChunkPlace) -> Bool {
        state.withLock { $0.counts[place, default: 0] < Self.most && $0.underWay.insert(place).inserted }
    }

    /// Gives up what was begun.
    func forgetUnderWay() { state.withLock { $0.underWay = [] } }

    /// Notes an upload that was taken.
    func end(_ place: ChunkPlace) {
        state.withLock { state in
            state.underWay.remove(place)
            state.counts[place, default: 0] += 1
        }
    }
}
