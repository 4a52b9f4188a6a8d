// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A random name of one matched row between the coordinator and one party: 16 bytes.
///
/// Two parties hold different handles for the same member, so that handles link nothing across parties.
package struct Handle: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    package let high: UInt64
    /// The last eight bytes, big-endian.
    package let low: UInt64

    /// Bytes of a handle.
    package static let byteCount = 16

    /// Reads 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { Self(unalignedAt: $0.baseAddress.unsafelyUnwrapped) }
    }

    /// Reads 16 bytes at any alignment; the caller guarantees that they are there.
    package init(unalignedAt pointer: UnsafeRawPointer) {
        high = UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Writes the 16 bytes at any alignment; the caller guarantees the room.
    package func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: high.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// Appends the 32 lowercase digits.
    package func appendHex(to text: inout [UInt8]) {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Hexadecimal.append($0, to: &text) }
    }

    /// Draws a handle.
    package init(using generator: inout some RandomNumberGenerator) {
        high = generator.next()
        low = generator.next()
    }

    /// The 16 bytes.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            store(unalignedAt: base)
            initialized = Self.byteCount
        }
    }

    /// 32 lowercase hexadecimal digits.
    package var hex: String { Hexadecimal.encode(bytes) }

    package var description: String { hex }

    package static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
