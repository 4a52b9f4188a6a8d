// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Computes the root of a Merkle tree (RFC 9162 §2.1.1) while its records arrive, in O(log n) memory.
///
/// Records may be of any length; columns append fixed-width rows. The root can be asked for at any time.
package struct MerkleAccumulator: Sendable {
    /// Holds the roots of the complete subtrees so far, largest first: one for each bit that is set in `count`.
    private var subtrees: [Digest] = []

    /// Counts the records so far.
    package private(set) var count = 0

    package init() {
        // Once, so that no append allocates: an Int has 63 bits to count with.
        subtrees.reserveCapacity(63)
    }

    /// Appends one record.
    package mutating func append(_ record: UnsafeRawBufferPointer) {
        append(leaf: MerkleHash.leaf(record))
    }

    /// Appends every row of a column; false, and nothing appended, where the bytes are not whole rows.
    package mutating func append(rows column: UnsafeRawBufferPointer, width: Int) -> Bool {
        guard width > 0, column.count.isMultiple(of: width) else { return false }
        var start = 0
        while start < column.count {
            if let block = MerkleBlock.root(of: column, from: start, width: width, behind: count) {
                append(subtree: block, rows: MerkleBlock.rows)
                start += MerkleBlock.rows * width
            } else {
                append(UnsafeRawBufferPointer(rebasing: column[start..<start + width]))
                start += width
            }
        }
        return true
    }

    /// Gives the root of the records so far; of none, SHA-256 of no bytes.
    package var root: Digest {
        guard var root = subtrees.last else { return MerkleHash.empty }
        for left in subtrees.dropLast().reversed() { root = MerkleHash.node(left, root) }
        return root
    }

    mutating func append(leaf: Digest) { append(subtree: leaf, rows: 1) }

    /// Appends a complete subtree of a power of two rows, of which `count` is a multiple.
    private mutating func append(subtree: Digest, rows: Int) {
        var node = subtree
        // Every trailing one of the count is a complete subtree that the new one completes into the next size.
        for _ in 0..<(~(count / rows)).trailingZeroBitCount {
            node = MerkleHash.node(subtrees.removeLast(), node)
        }
        subtrees.append(node)
        count += rows
    }
}
