// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Holds 32 bytes that claim to be a ristretto255 element (RFC 9496 §4.3.1) and have not been decoded.
///
/// Everything that arrives is of this type. Only `Ristretto.Element`, which a party can make and the coordinator
/// cannot, is known to be on the group. The text of a value is never its bytes, so that no log holds them by accident.
package struct EncodedElement: FixedWidthBytes, CustomStringConvertible, CustomDebugStringConvertible {
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

    package var description: String { "an element" }
    package var debugDescription: String { description }
}
