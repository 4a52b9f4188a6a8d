// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Holds a SHA-256 value: chunk digests, agreement and round identifiers, Merkle nodes.
///
/// Where `Crypto` is imported too, write `Columns.Digest`.
package struct Digest: FixedWidthBytes, CustomStringConvertible {
    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64
    @usableFromInline let word2: UInt64
    @usableFromInline let word3: UInt64

    @inlinable package static var byteCount: Int { 32 }

    @inlinable
    package init(unalignedAt pointer: UnsafeRawPointer) {
        // Big-endian words compare as their bytes do.
        word0 = UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
        word1 = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        word2 = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        word3 = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    @inlinable
    package func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: word0.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: word1.bigEndian, toByteOffset: 8, as: UInt64.self)
        pointer.storeBytes(of: word2.bigEndian, toByteOffset: 16, as: UInt64.self)
        pointer.storeBytes(of: word3.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    @inlinable
    package static func < (left: Self, right: Self) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.word0 == right.word0 && left.word1 == right.word1 && left.word2 == right.word2
            && left.word3 == right.word3
    }

    package var description: String { hex }
}

extension Digest {
    /// Hashes one buffer.
    package init(sha256 bytes: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        self.init(hasher.finalize())
    }

    /// Hashes one array.
    package init(sha256 bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Digest(sha256: $0) }
    }

    init(_ digest: SHA256.Digest) {
        // A SHA256.Digest is 32 bytes by its type, so the base address is there.
        self = digest.withUnsafeBytes { Digest(unalignedAt: $0.baseAddress.unsafelyUnwrapped) }
    }
}
