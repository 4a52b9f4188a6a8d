// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Synchronization

/// Tokens of a round that are sorted as their chunks arrive, so that the match finds them in order: in memory, or in a large round's partition
/// file.
///
/// Chunks were checked against their digests when they came; what is here is theirs. It is gone with the process and made again from the
/// stored chunks, so that it never has to be durable.
package final class TokenIntake: Sendable {
    private struct State {
        var collection: TokenCollection?
        /// `held[list][chunk]`: the digest of what was added.
        var held: [[Digest?]]
    }

    private let layouts: [ChunkLayout]
    private let state: Mutex<State>
    private let share: IntakeBudget.Share?

    /// Nil where the tokens would wait in memory and the budget has not that much left: the match reads the stored chunks then.
    package init?(
        _ plan: TokenPlan, layouts: [ChunkLayout], store: any PartitionStore, budget: IntakeBudget
    ) throws {
        share = plan.spills ? nil : budget.share(of: plan.tokens * TokenPlan.recordBytes)
        guard plan.spills || share != nil else { return nil }
        self.layouts = layouts
        var generator = SystemRandomNumberGenerator()
        let collection = try TokenCollection(plan, store: store, using: &generator)
        state = Mutex(
            State(
                collection: collection,
                held: layouts.map { Array(repeating: nil, count: $0.chunkCount) }))
    }

    /// Adds a chunk's tokens once; does nothing after ``take()``.
    ///
    /// - Parameter digest: the Merkle root of these bytes.
    /// - Throws: what the partition file throws; everything is given up then, and the match reads the stored chunks.
    package func add(_ bytes: [UInt8], list: Int, chunk: Int, digest: Digest) throws {
        try state.withLock { state in
            guard let collection = state.collection, layouts.indices.contains(list),
                let rows = layouts[list].rows(ofChunk: chunk), bytes.count == rows.count * Token.byteCount,
                state.held[list][chunk] == nil
            else { return }
            do {
                try bytes.withUnsafeBytes { try collection.add($0, list: list, firstRow: rows.lowerBound) }
                state.held[list][chunk] = digest
            } catch {
                state.collection = nil
                throw error
            }
        }
    }

    /// Gives away what arrived, with the digest of each chunk of each list that is in it; nil where there is nothing any more.
    package func take() -> (collection: TokenCollection, held: [[Digest?]])? {
        state.withLock { state in
            guard let collection = state.collection else { return nil }
            state.collection = nil
            return (collection, state.held)
        }
    }
}
