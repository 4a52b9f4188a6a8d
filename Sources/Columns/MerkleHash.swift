// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Hashes the leaves and nodes of a Merkle tree, RFC 9162 §2.1.1.
///
/// The prefix byte keeps a node from being passed off as a leaf.
enum MerkleHash {
    /// Gives SHA-256 of no bytes, the root of an empty tree.
    static let empty = Digest(sha256: UnsafeRawBufferPointer(start: nil, count: 0))

    /// Hashes 0x00 ‖ record.
    static func leaf(_ record: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        withUnsafeBytes(of: 0 as UInt8) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: record)
        return Digest(hasher.finalize())
    }

    /// Hashes 0x01 ‖ left ‖ right.
    static func node(_ left: Digest, _ right: Digest) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.byteCount, alignment: 8) { buffer in
            let base = buffer.baseAddress.unsafelyUnwrapped
            base.storeBytes(of: 1, as: UInt8.self)
            left.store(unalignedAt: base + 1)
            right.store(unalignedAt: base + 1 + Digest.byteCount)
            return Digest(sha256: UnsafeRawBufferPointer(buffer))
        }
    }
}
