// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Row records one after the other, 20 bytes each, as they travel and as they are hashed.
package struct RowRecordColumn: RandomAccessCollection, Equatable, Sendable {
    /// All records.
    package let bytes: [UInt8]

    /// - Returns: nil where the last record is not whole.
    package init?(bytes: [UInt8]) {
        guard bytes.count.isMultiple(of: RowRecord.width) else { return nil }
        self.bytes = bytes
    }

    /// Makes a column of so many records.
    ///
    /// - Parameter record: gives the record at each place; called once for each, in order.
    package init(count: Int, _ record: (Int) -> RowRecord) {
        bytes = [UInt8](unsafeUninitializedCapacity: count * RowRecord.width) { buffer, initialized in
            guard let base = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
            for index in 0..<count { record(index).store(unalignedAt: base + index * RowRecord.width) }
            initialized = count * RowRecord.width
        }
    }

    package var startIndex: Int { 0 }

    package var endIndex: Int { bytes.count / RowRecord.width }

    package subscript(index: Int) -> RowRecord {
        precondition(indices.contains(index))
        return bytes.withUnsafeBytes {
            RowRecord(unalignedAt: $0.baseAddress.unsafelyUnwrapped + index * RowRecord.width)
        }
    }
}
