// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Computes and checks Merkle trees over the rows of a column, RFC 9162 §2.1.
///
/// The digest of a chunk is `root` over its encodings; an inclusion path lets one row be opened later without the rest.
package enum MerkleTree {
    /// Computes the root over whole rows; nil where the bytes are not a whole number of rows of that width.
    package static func root(of column: UnsafeRawBufferPointer, width: Int) -> Digest? {
        var accumulator = MerkleAccumulator()
        return accumulator.append(rows: column, width: width) ? accumulator.root : nil
    }

    /// Computes the inclusion path of a row, nearest sibling first (RFC 9162 §2.1.3.1); nil where there is no such row.
    package static func path(of index: Int, in column: UnsafeRawBufferPointer, width: Int) -> [Digest]? {
        guard width > 0, column.count.isMultiple(of: width) else { return nil }
        var rows = 0..<column.count / width
        guard rows.contains(index) else { return nil }
        var path: [Digest] = []
        while rows.count > 1 {
            let split = rows.lowerBound + largestPowerOfTwo(below: rows.count)
            let left = rows.lowerBound..<split
            let right = split..<rows.upperBound
            let sibling = index < split ? right : left
            rows = index < split ? left : right
            let bytes = UnsafeRawBufferPointer(
                rebasing: column[sibling.lowerBound * width..<sibling.upperBound * width])
            guard let digest = root(of: bytes, width: width) else { return nil }
            path.append(digest)
        }
        return path.reversed()
    }

    /// Checks that a record is row `index` of `count` under a root (RFC 9162 §2.1.3.2).
    ///
    /// A path that is too long or too short is refused, as is an index outside the tree.
    package static func verify(
        record: UnsafeRawBufferPointer, index: Int, count: Int, path: [Digest], root: Digest
    ) -> Bool {
        guard index >= 0, index < count else { return false }
        var position = index
        var last = count - 1
        var digest = MerkleHash.leaf(record)
        for sibling in path {
            if last == 0 { return false }
            if position & 1 == 1 || position == last {
                digest = MerkleHash.node(sibling, digest)
                // A last node without a sibling moves up unhashed until it has one.
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                digest = MerkleHash.node(digest, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && digest == root
    }

    /// Gives the largest power of two below a count of two or more.
    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
