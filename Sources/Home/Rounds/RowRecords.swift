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
        var last: Handle?
        for index in 0..<bytes.count / RowRecord.width {
            let record = self[index]
            let position = Int(record.position)
            if let last, last >= record.handle {
                throw HomeError.badRows(round, problem: "record \(index): the handles do not ascend")
            }
            guard position < seen.count, !seen[position] else {
                throw HomeError.badRows(
                    round, problem: "record \(index): its position is outside the list or stands twice")
            }
            last = record.handle
            seen[position] = true
        }
    }

    var count: Int { bytes.count / RowRecord.width }

    /// The record at an index below `count`.
    subscript(index: Int) -> RowRecord {
        precondition(index >= 0 && index < count)
        return bytes.withUnsafeBytes {
            RowRecord(unalignedAt: $0.baseAddress.unsafelyUnwrapped + index * RowRecord.width)
        }
    }
}
