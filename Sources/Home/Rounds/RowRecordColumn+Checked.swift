// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Vocabulary

extension RowRecordColumn {
    /// Takes the records of one result: they ascend by handle and have different positions below `listCount`.
    ///
    /// - Throws: `HomeError.badRows` with the index of the first record that does not, or that is not whole.
    init(_ bytes: [UInt8], of round: RoundID, listCount: Int) throws {
        func fault(_ index: Int, _ problem: String) -> HomeError {
            .badRows(round, problem: "record \(index): \(problem)")
        }
        guard let records = Self(bytes: bytes) else { throw fault(bytes.count / RowRecord.width, "it is not whole") }
        var seen = [Bool](repeating: false, count: listCount)
        var last: Handle?
        for (index, record) in records.enumerated() {
            let position = Int(record.position)
            if let last, last >= record.handle { throw fault(index, "the handles do not ascend") }
            guard position < seen.count, !seen[position] else {
                throw fault(index, "its position is outside the list or stands twice")
            }
            last = record.handle
            seen[position] = true
        }
        self = records
    }
}
