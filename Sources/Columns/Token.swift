// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Holds the 16 bytes that stand for one row at the coordinator: SHA-512 of the finished element, cut short.
///
/// Two different rows share a token with a probability below S² / 2^129 for S rows in all. The text of a value is never
/// its bytes, so that no log holds them by accident.
package struct Token: FixedWidthBytes, CustomStringConvertible, CustomDebugStringConvertible {
    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64

    @inlinable package static var byteCount: Int { 16 }

    @inlinable
    package init(unalignedAt pointer: UnsafeRawPointer) {
        // Big-endian words compare as their bytes do.
        word0 = UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
        word1 = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    @inlinable
    package func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: word0.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: word1.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    @inlinable
    package static func < (left: Self, right: Self) -> Bool {
        left.word0 != right.word0 ? left.word0 < right.word0 : left.word1 < right.word1
    }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.word0 == right.word0 && left.word1 == right.word1
    }

    package var description: String { "a token" }
    package var debugDescription: String { description }
}
