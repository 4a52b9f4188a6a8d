// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// One matched row of a party: its handle and its place in the party's list; 20 bytes (protocol/v1/matching.md §4.6).
package struct RowRecord: Hashable, Sendable {
    /// Bytes of a record.
    package static let width = 20

    package let handle: Handle
    /// Index in the party's list.
    package let position: UInt32

    package init(handle: Handle, position: UInt32) {
        self.handle = handle
        self.position = position
    }

    /// Reads 20 bytes.
    package init?(bytes: some RandomAccessCollection<UInt8>) {
        guard bytes.count == Self.width else { return nil }
        self = Array(bytes).withUnsafeBytes { Self(unalignedAt: $0.baseAddress.unsafelyUnwrapped) }
    }

    /// Reads 20 bytes at any alignment; the caller guarantees that they are there.
    package init(unalignedAt pointer: UnsafeRawPointer) {
        handle = Handle(unalignedAt: pointer)
        position = UInt32(bigEndian: pointer.loadUnaligned(fromByteOffset: Handle.byteCount, as: UInt32.self))
    }

    /// Writes the 20 bytes at any alignment; the caller guarantees the room.
    package func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        handle.store(unalignedAt: pointer)
        pointer.storeBytes(of: position.bigEndian, toByteOffset: Handle.byteCount, as: UInt32.self)
    }

    /// Appends the record's bytes.
    package func append(to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: Self.width, alignment: 1) { buffer in
            guard let base = buffer.baseAddress else { return }
            store(unalignedAt: base)
            bytes.append(contentsOf: buffer)
        }
    }
}
