// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages
import Synchronization

/// Counts how often a process has uploaded each chunk, so that a coordinator cannot have the same work done for ever.
final class UploadLog: Sendable {
    /// More than a restart of the coordinator or a lost answer can explain.
    private static let most = 3

    private let counts = Mutex<[ChunkPlace: Int]>([:])

    /// Notes an upload that was taken.
    func add(_ place: ChunkPlace) { counts.withLock { $0[place, default: 0] += 1 } }

    /// Whether a chunk may be uploaded once more.
    func mayRepeat(_ place: ChunkPlace) -> Bool { counts.withLock { $0[place, default: 0] < Self.most } }
}
