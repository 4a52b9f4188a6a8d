// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Vocabulary

/// Durable chunks of a round's lists.
package protocol ColumnStore: Sendable {
    /// Stores a chunk, durable when it returns; throws ``Problem`` `storage-full` where there is no room.
    func write(_ bytes: [UInt8], at place: ChunkPlace, in round: RoundID) throws
    /// Reads a chunk; throws ``Problem`` `not-found` where there is none.
    func read(at place: ChunkPlace, in round: RoundID) throws -> [UInt8]
    /// Erases all chunks of a round.
    func erase(_ round: RoundID) throws
}
