// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Spilling

/// Rows of a list that are not taken, brought into the list's order in bounded memory.
final class LeftRows {
    /// Digits, line and the number of the reason.
    private static let width = 8 + 4 + 1
    private static let memory = 16 << 20

    private let sorter = RecordSorter(width: width, limit: memory, folder: SpillFolder.path)
    /// There are as many as there are refusals, which are few.
    private var reasons: [String] = []

    func append(_ row: LeftRow) throws {
        let reason = reasons.firstIndex(of: row.reason) ?? reasons.count
        if reason == reasons.count { reasons.append(row.reason) }
        try sorter.add(key: UInt64(row.row)) { record in
            record.storeBytes(of: row.digits, as: UInt64.self)
            record.storeBytes(of: row.line, toByteOffset: 8, as: UInt32.self)
            record[12] = UInt8(reason)
        }
    }

    /// True where some row is left for a reason.
    func contains(reason: String) -> Bool { reasons.contains(reason) }

    /// Visits all rows in the list's order, once; nothing is added afterwards.
    func forEach(_ body: (LeftRow) throws -> Void) throws {
        let stream = try sorter.sorted()
        while let row = try stream.next({ LeftRow(row: $0, record: $1, reasons: reasons) }) {
            guard let row else { throw SpillError.damaged(in: SpillFolder.path) }
            try body(row)
        }
    }
}

extension LeftRow {
    /// Reads what was written; nil where it is no row.
    fileprivate init?(row: UInt64, record: UnsafeRawBufferPointer, reasons: [String]) {
        guard let row = UInt32(exactly: row), reasons.indices.contains(Int(record[12])) else { return nil }
        self.init(
            digits: record.loadUnaligned(as: UInt64.self), row: row,
            line: record.loadUnaligned(fromByteOffset: 8, as: UInt32.self), reason: reasons[Int(record[12])])
    }
}
