// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Vocabulary

/// The party's own rows that matched in a round, in the order of their handles.
package struct MatchedRows: RandomAccessCollection, Sendable, CustomStringConvertible, CustomReflectable {
    private let records: RowRecordColumn
    /// What the record of the same index stands for.
    private let entries: [RowMapEntry]

    /// Joins records and row map; `map` is read once, in the list's order.
    init(_ records: RowRecordColumn, listCount: Int, map: consuming RowMapReader) throws {
        // For each row of the list its record, or none; 4 bytes a row spare sorting.
        var recordOfRow = [UInt32](repeating: .max, count: listCount)
        for index in 0..<records.count { recordOfRow[Int(records[index].position)] = UInt32(index) }
        var entries = [RowMapEntry](repeating: RowMapEntry(digits: 0, row: 0), count: records.count)
        var position = 0
        // To the end even when nothing is wanted any more: only then is the file known to be whole.
        while let entry = try map.next() {
            let index = recordOfRow[position]
            if index != .max { entries[Int(index)] = entry }
            position += 1
        }
        self.records = records
        self.entries = entries
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { records.count }

    package subscript(index: Int) -> MatchedRow {
        let (record, entry) = (records[index], entries[index])
        return MatchedRow(handle: record.handle, position: record.position, digits: entry.digits, row: entry.row)
    }

    package var description: String { "\(count) matched rows" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
