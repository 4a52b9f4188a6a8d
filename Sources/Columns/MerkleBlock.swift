// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMerkle

/// Computes complete subtrees of many short rows at once, where the processor can.
enum MerkleBlock {
    /// Rows of a subtree.
    static let rows = 256

    /// The fastest way to hash that this machine has.
    private static let way: cmk_way? = [CMK_AVX512, CMK_SHA].first { cmk_has($0) }

    /// Computes the root of the next rows of a column.
    ///
    /// - Parameters:
    ///   - start: the byte where they begin.
    ///   - count: rows of the tree in front of them.
    /// - Returns: nil where they would be no complete subtree of the tree, or it has to be computed row by row.
    static func root(of column: UnsafeRawBufferPointer, from start: Int, width: Int, behind count: Int) -> Digest? {
        guard let way, width <= CMK_MAXIMUM_WIDTH, column.count - start >= rows * width, count.isMultiple(of: rows),
            let base = column.baseAddress
        else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: rows * Digest.byteCount, alignment: 16) { buffer in
            let digests = buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
            cmk_leaves(way, (base + start).assumingMemoryBound(to: UInt8.self), rows, width, digests)
            var pairs = rows / 2
            while pairs > 0 {
                cmk_nodes(way, digests, pairs, digests)
                pairs /= 2
            }
            return Digest(unalignedAt: digests)
        }
    }
}
