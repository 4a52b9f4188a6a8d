// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Takes the rows that hold no surprise, many at once and without copying them first.
///
/// It stops in front of every record that needs a second look (a quote with something behind it or inside it, a field too
/// many, a line whose end is not there yet) and leaves it to `RecordReader` and `RowFields`, which are slower and know it all.
struct PlainRows {
    /// How far it came.
    struct Taken {
        var bytes = 0
        /// Lines, blank ones included.
        var lines = 0
        var rows = 0
    }

    private let delimiter: UInt8?
    private let limit: Int
    private let fieldCount: Int
    /// Where the fields of the row at hand start and end.
    private var bounds: [RowBatch.Bounds]

    init(_ layout: ListLayout, limit: Int) {
        delimiter = layout.delimiter
        self.limit = limit
        fieldCount = layout.fieldCount
        bounds = Array(repeating: .absent, count: layout.fieldCount)
    }

    /// Takes rows of CSV from the front of the bytes, which are sound UTF-8, until the batch is full.
    ///
    /// - Parameters:
    ///   - places: the fields that the batch gets.
    ///   - row: how many rows there were before.
    ///   - line: the line on which the bytes start.
    mutating func takeTable(
        _ bytes: UnsafeBufferPointer<UInt8>, places: [Int], after row: UInt64, line: UInt64,
        into batch: inout RowBatch
    ) -> Taken {
        let scan = ByteScan(bytes)
        let delimiter = delimiter ?? 0x2C
        var taken = Taken()
        bounds.withUnsafeMutableBufferPointer { bounds in
            while !batch.isFull {
                let start = taken.bytes
                var at = start
                var field = 0
                while true {
                    let isQuoted = at < bytes.count && bytes[at] == 0x22
                    let from = isQuoted ? at + 1 : at
                    let to = scan.lineEnd(or: isQuoted ? 0x22 : delimiter, from: from)
                    at = to
                    if isQuoted {
                        guard at < bytes.count, bytes[at] == 0x22 else { return }
                        at += 1
                    }
                    guard at < bytes.count else { return }
                    if field < fieldCount { bounds[field] = RowBatch.Bounds(start: Int32(from), end: Int32(to)) }
                    field += 1
                    guard bytes[at] == delimiter else { break }
                    at += 1
                }
                let end = at
                guard bytes[end] == 0x0A || bytes[end] == 0x0D, end - start <= limit else { return }
                if scan.isBlank(start..<end, delimiter: delimiter) {
                    taken.endLine(at: end, of: bytes)
                    continue
                }
                guard field == fieldCount else { return }
                batch.append(row: row + UInt64(taken.rows) + 1, line: line + UInt64(taken.lines))
                for (slot, place) in places.enumerated() {
                    batch.setField(slot, to: bytes, bounds[place])
                }
                taken.rows += 1
                taken.endLine(at: end, of: bytes)
            }
        }
        return taken
    }

    /// Takes lines from the front of the bytes, which are sound UTF-8, until the batch is full; a closure fills the newest row
    /// from its line and answers why it cannot be read, if so.
    func takeLines(
        _ bytes: UnsafeBufferPointer<UInt8>, after row: UInt64, line: UInt64, into batch: inout RowBatch,
        fill: (inout RowBatch, UnsafeBufferPointer<UInt8>) -> RowRejection?
    ) -> Taken {
        let scan = ByteScan(bytes)
        var taken = Taken()
        while !batch.isFull {
            let start = taken.bytes
            let end = scan.lineEnd(from: start)
            guard end < bytes.count, end - start <= limit else { break }
            if !scan.isBlank(start..<end, delimiter: nil) {
                taken.rows += 1
                batch.append(row: row + UInt64(taken.rows), line: line + UInt64(taken.lines))
                if let rejection = fill(&batch, UnsafeBufferPointer(rebasing: bytes[start..<end])) {
                    batch.reject(rejection)
                }
            }
            taken.endLine(at: end, of: bytes)
        }
        return taken
    }
}

extension PlainRows.Taken {
    /// Goes behind a line's end: LF, CR or both.
    @inline(__always)
    mutating func endLine(at end: Int, of bytes: UnsafeBufferPointer<UInt8>) {
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        self.bytes = end + (isPair ? 2 : 1)
        lines += 1
    }
}
