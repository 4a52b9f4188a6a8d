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
        guard bytes.count == Self.width, let handle = Handle(bytes: bytes.prefix(16)) else { return nil }
        self.handle = handle
        position = bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Appends the record's bytes.
    package func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: handle.bytes)
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: position >> shift)) }
    }
}
