// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
import Foundation

/// Computes the Merkle roots of a column's chunks while its elements arrive, on all cores (protocol/v1/matching.md §2).
package struct ChunkDigester {
    private let chunkBytes: Int
    /// Bytes that are hashed at once.
    private let waveBytes: Int
    private var pending: [UInt8] = []
    private var digests: [Digest] = []

    /// - Throws: `ChunkLayoutError` where a chunk cannot have so many rows.
    package init(chunkRows: Int) throws(ChunkLayoutError) {
        _ = try ChunkLayout(rowCount: 0, chunkRows: chunkRows)
        chunkBytes = chunkRows * EncodedElement.byteCount
        // Small chunks go together, so that there is something to share out.
        let cores = ProcessInfo.processInfo.activeProcessorCount
        waveBytes = chunkBytes * max(cores, (1 << 20) / chunkBytes)
    }

    /// Adds elements, in parts of any size.
    package mutating func append(_ elements: UnsafeRawBufferPointer) {
        pending.append(contentsOf: elements)
        while pending.count >= waveBytes { hash(waveBytes) }
    }

    /// The digests of all chunks; only the last may be shorter.
    ///
    /// - Throws: `BlindingError.badColumn` where the bytes were no whole number of elements.
    package consuming func finished() throws(BlindingError) -> [Digest] {
        guard pending.count.isMultiple(of: EncodedElement.byteCount) else { throw .badColumn }
        hash(pending.count)
        return digests
    }

    /// The digests of the chunks of a column.
    package static func digests(of elements: [UInt8], chunkRows: Int) throws -> [Digest] {
        var digester = try ChunkDigester(chunkRows: chunkRows)
        elements.withUnsafeBytes { digester.append($0) }
        return try digester.finished()
    }

    private mutating func hash(_ count: Int) {
        let chunkBytes = chunkBytes
        let chunks = (count + chunkBytes - 1) / chunkBytes
        digests += pending.withUnsafeBytes { bytes in
            // Safe: all read it, and nobody writes.
            nonisolated(unsafe) let bytes = bytes
            return (0..<chunks).concurrentMap { chunk in
                let range = chunk * chunkBytes..<min((chunk + 1) * chunkBytes, count)
                return MerkleTree.root(
                    of: UnsafeRawBufferPointer(rebasing: bytes[range]), width: EncodedElement.byteCount)
            }.compactMap(\.self)
        }
        pending.removeFirst(count)
    }
}
