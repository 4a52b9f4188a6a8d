// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Vocabulary

/// Durable chunks of a round's lists.
package protocol ColumnStore: Sendable {
    /// Stores a chunk in place of an earlier one, durable when it returns; throws ``Problem`` `storage-full` where there
    /// is no room.
    func write(_ bytes: [UInt8], at place: ChunkPlace, in round: RoundID) throws
    /// Reads a chunk of exactly `byteCount` bytes (``Round/byteCount(at:)``).
    ///
    /// Throws ``Problem`` `not-found` where there is none; a file of another length is an error of the store.
    func read(at place: ChunkPlace, in round: RoundID, byteCount: Int) throws -> [UInt8]
    /// Erases all chunks of a round; none is fine.
    func erase(_ round: RoundID) throws
}
