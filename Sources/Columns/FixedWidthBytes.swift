// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Vocabulary

/// Names a value that is always the same number of bytes and is kept inline, without a heap allocation.
///
/// The order of values is the lexicographic order of their bytes. Nothing here is secret: these are the bytes that
/// travel, so equality and order need not be constant-time.
package protocol FixedWidthBytes: Hashable, Comparable, Sendable {
    /// Gives the number of bytes of every value.
    static var byteCount: Int { get }

    /// Reads `byteCount` bytes at any alignment; the caller guarantees that they are there.
    init(unalignedAt pointer: UnsafeRawPointer)

    /// Writes `byteCount` bytes at any alignment; the caller guarantees the room.
    func store(unalignedAt pointer: UnsafeMutableRawPointer)
}

extension FixedWidthBytes {
    /// Reads a value from exactly `byteCount` bytes; nil for any other length.
    @inlinable
    package init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount, let base = bytes.baseAddress else { return nil }
        self.init(unalignedAt: base)
    }

    /// Reads a value from exactly `byteCount` bytes; nil for any other length.
    package init?(bytes: some Sequence<UInt8>) {
        self.init(bytes: Array(bytes))
    }

    /// Reads a value from exactly `byteCount` bytes; nil for any other length.
    package init?(bytes: [UInt8]) {
        guard let value = bytes.withUnsafeBytes({ Self(bytes: $0) }) else { return nil }
        self = value
    }

    /// Reads row `index` of a column of such values; nil where the row is not whole.
    @inlinable
    package init?(row index: Int, of column: UnsafeRawBufferPointer) {
        guard index >= 0, index < column.count / Self.byteCount, let base = column.baseAddress else { return nil }
        self.init(unalignedAt: base + index * Self.byteCount)
    }

    /// Reads lowercase hexadecimal of exactly the right length; nil for anything else.
    ///
    /// Uppercase is refused, so that one value has one spelling in signed documents.
    package init?(hex: String) {
        guard let bytes = Hexadecimal.decode(hex, count: Self.byteCount) else { return nil }
        self.init(bytes: bytes)
    }

    /// Spells the value in lowercase hexadecimal.
    package var hex: String { Hexadecimal.encode(bytes) }

    /// Copies the value out; allocates, so not for hot paths.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            if let base = buffer.baseAddress {
                store(unalignedAt: base)
                count = Self.byteCount
            }
        }
    }

    /// Writes the value to the start of a buffer; false, and nothing written, where the buffer is too small.
    @inlinable
    package func write(to buffer: UnsafeMutableRawBufferPointer) -> Bool {
        guard buffer.count >= Self.byteCount, let base = buffer.baseAddress else { return false }
        store(unalignedAt: base)
        return true
    }
}
