// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// A row as a test compares it.
struct ReadRow: Equatable, CustomStringConvertible {
    var row: UInt64
    var line: UInt64
    var number: String?
    var rejection: RowRejection?
    var others: [String?] = []

    var description: String { "\(row)@\(line) \(number ?? "–") \(rejection?.rawValue ?? "") \(others)" }
}

/// Reads a whole list from memory.
func read(
    _ bytes: [UInt8], name: String = "list.csv", options: ListOptions = ListOptions(), select: [ColumnChoice] = [],
    capacity: Int = 4096
) throws -> [ReadRow] {
    var reader = try ListReader(bytes: bytes, name: name, options: options)
    try reader.select(select)
    return try drain(&reader, capacity: capacity)
}

/// Reads a whole list from text.
func read(
    _ text: String, name: String = "list.csv", options: ListOptions = ListOptions(), select: [ColumnChoice] = []
) throws -> [ReadRow] {
    try read(Array(text.utf8), name: name, options: options, select: select)
}

func drain(_ reader: inout ListReader, capacity: Int = 4096) throws -> [ReadRow] {
    var batch = RowBatch(capacity: capacity)
    var rows: [ReadRow] = []
    while try reader.next(into: &batch) {
        for index in 0..<batch.count {
            rows.append(
                ReadRow(
                    row: batch[index].row, line: batch[index].line, number: batch.text(of: 0, at: index),
                    rejection: batch[index].rejection,
                    others: (1..<batch.fieldCount).map { batch.text(of: $0, at: index) }))
        }
    }
    return rows
}

/// The message of the error that an expression throws.
func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch let error as ListError {
        return error.message
    } catch {
        return "another error: \(error)"
    }
}
