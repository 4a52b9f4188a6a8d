// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing

/// What the bytes of an upload must be, decided before they are looked at.
package struct ChunkOrder: Sendable {
    package let place: ChunkPlace
    /// Records in the chunk.
    package let rows: Int
    /// Merkle root of the records.
    package let digest: Digest
    /// 16-byte tokens instead of 32-byte elements.
    package let isTokens: Bool
    /// For hop 0 the element before the first one, where there is one.
    package let after: EncodedElement?
    /// The hop's receipt; nil for hop 0.
    package let receipt: Signed<HopReceipt>?

    package init(
        place: ChunkPlace, rows: Int, digest: Digest, isTokens: Bool, after: EncodedElement?,
        receipt: Signed<HopReceipt>?
    ) {
        self.place = place
        self.rows = rows
        self.digest = digest
        self.isTokens = isTokens
        self.after = after
        self.receipt = receipt
    }

    /// Bytes of a record.
    package var width: Int { isTokens ? Token.byteCount : EncodedElement.byteCount }

    /// Checks length, digest, canonical encodings and, for hop 0, order.
    ///
    /// - Returns: what to record once the bytes are stored.
    package func check(_ bytes: UnsafeRawBufferPointer) throws -> RoundEvent.StoredChunk {
        guard bytes.count == rows * width else {
            throw Problem(
                .badLength,
                "Chunk \(place.chunk) of hop \(place.hop) of \(place.list)'s list has \(bytes.count) bytes; "
                    + "\(rows) records of \(width) bytes are due.")
        }
        guard MerkleTree.root(of: bytes, width: width) == digest else {
            throw Problem(
                .digestMismatch,
                "Chunk \(place.chunk) of hop \(place.hop) of \(place.list)'s list does not hash to its "
                    + "signed digest.")
        }
        var last: EncodedElement?
        if !isTokens, let row = ElementColumn.checkCanonical(bytes) {
            throw Problem(.nonCanonical, "Record \(row) of chunk \(place.chunk) is not a canonical element.")
        }
        if place.hop == 0 {
            if let row = ElementColumn.checkStrictlyAscending(bytes, after: after) {
                throw Problem(.notAscending, "Record \(row) of chunk \(place.chunk) is not above the one before it.")
            }
            last = EncodedElement(row: rows - 1, of: bytes)
        }
        return RoundEvent.StoredChunk(place: place, digest: digest, last: last)
    }
}
