// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Vocabulary

/// The row records of one result as they came, 20 bytes each, checked to be such.
struct RowRecords: Sendable {
    private let bytes: [UInt8]

    /// Takes records that ascend by handle and have different positions below `listCount`.
    ///
    /// - Throws: `HomeError.badRows` with the index of the first record that does not.
    init(_ bytes: [UInt8], of round: RoundID, listCount: Int) throws {
        self.bytes = bytes
        var seen = [Bool](repeating: false, count: listCount)
        var last: (high: UInt64, low: UInt64)?
        for index in 0..<bytes.count / RowRecord.width {
            let (handle, position) = words(index)
            if let last, (last.high, last.low) >= (handle.high, handle.low) {
                throw HomeError.badRows(round, problem: "record \(index): the handles do not ascend")
            }
            guard position < seen.count, !seen[position] else {
                throw HomeError.badRows(
                    round, problem: "record \(index): its position is outside the list or stands twice")
            }
            last = handle
            seen[position] = true
        }
    }

    var count: Int { bytes.count / RowRecord.width }

    /// The index in the party's list.
    func position(_ index: Int) -> Int { words(index).position }

    /// The record; nil where there is none.
    func record(_ index: Int) -> RowRecord? {
        RowRecord(bytes: bytes[index * RowRecord.width..<(index + 1) * RowRecord.width])
    }

    /// Reads without building a record: there are as many as rows of the list.
    private func words(_ index: Int) -> (handle: (high: UInt64, low: UInt64), position: Int) {
        bytes.withUnsafeBytes { bytes in
            let start = index * RowRecord.width
            return (
                (
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
                ),
                Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 16, as: UInt32.self)))
            )
        }
    }
}
