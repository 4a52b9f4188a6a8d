// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Some rows of a list: their bytes in one piece, and where the fields lie in it.
///
/// Made once and filled again and again by `ListReader.next(into:)`; filling allocates nothing once the batch has grown to
/// its rows. A batch is a value, so that another task can work on it while the next one is read.
package struct RowBatch: Sendable {
    /// One row of the list, readable or not.
    package struct Row: Sendable {
        /// The row's ordinal, from 1; header and blank lines are not counted.
        package let row: UInt64
        /// The line of the (unpacked) file on which the row starts, from 1.
        package let line: UInt64
        /// Why the row cannot be read; the number may be there all the same, for the rejects file.
        package let rejection: RowRejection?
    }

    /// Bounds of a field in the batch's bytes; an absent field starts at -1.
    @usableFromInline
    struct Bounds {
        @usableFromInline var start: Int32
        @usableFromInline var end: Int32
        static let absent = Bounds(start: -1, end: -1)
    }

    @usableFromInline package private(set) var rows: [Row] = []
    @usableFromInline private(set) var bytes: [UInt8] = []
    @usableFromInline private(set) var bounds: [Bounds] = []
    /// Fields of a row: the number, then the columns that were selected, in that order.
    @usableFromInline package private(set) var fieldCount = 1
    /// The most rows that a reader puts in.
    package let capacity: Int

    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 1)
    }

    /// Bytes that the batch holds on to.
    package var memory: Int {
        bytes.capacity + rows.capacity * MemoryLayout<Row>.stride + bounds.capacity * MemoryLayout<Bounds>.stride
    }
    @inlinable package var count: Int { rows.count }
    package var isEmpty: Bool { rows.isEmpty }
    @inlinable package subscript(index: Int) -> Row { rows[index] }

    /// Lends the bytes of a row's number as they stand in the list, quotes and escapes resolved; empty if there is none.
    @inlinable @inline(__always)
    package func withNumber<R, E: Error>(
        at index: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try withField(0, at: index) { (field) throws(E) in
            try body(field ?? UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }

    /// Lends the bytes of a field, nil if the row does not have it: 0 is the number, 1 the first selected column.
    @inlinable @inline(__always)
    package func withField<R, E: Error>(
        _ field: Int, at index: Int, _ body: (UnsafeRawBufferPointer?) throws(E) -> R
    ) throws(E) -> R {
        let bounds = bounds[index * fieldCount + field]
        guard bounds.start >= 0 else { return try body(nil) }
        return try bytes.span.withUnsafeBytes { (buffer) throws(E) in
            try body(UnsafeRawBufferPointer(rebasing: buffer[Int(bounds.start)..<Int(bounds.end)]))
        }
    }

    /// Goes through all rows in order, with the bytes of their numbers as `withNumber` lends them; cheaper than asking for
    /// each, because nothing is generic in it.
    package func forEachRow(_ body: (_ index: Int, _ row: Row, _ number: UnsafeRawBufferPointer) -> Void) {
        bytes.withUnsafeBytes { bytes in
            for index in rows.indices {
                let bounds = bounds[index * fieldCount]
                let range = Int(max(bounds.start, 0))..<Int(max(bounds.end, 0))
                body(index, rows[index], UnsafeRawBufferPointer(rebasing: bytes[range]))
            }
        }
    }

    /// Goes through some fields of a row, nil for one that it does not have, until one is not as it should be.
    ///
    /// - Returns: whether all were.
    package func allSatisfy(
        _ fields: [Int], at index: Int, _ body: (_ place: Int, UnsafeRawBufferPointer?) -> Bool
    ) -> Bool {
        bytes.withUnsafeBytes { bytes in
            for (place, field) in fields.enumerated() {
                let bounds = bounds[index * fieldCount + field]
                var these: UnsafeRawBufferPointer?
                if bounds.start >= 0 {
                    these = UnsafeRawBufferPointer(rebasing: bytes[Int(bounds.start)..<Int(bounds.end)])
                }
                guard body(place, these) else { return false }
            }
            return true
        }
    }

    /// A field as text, nil if the row does not have it; bytes that are not UTF-8 become replacement characters.
    package func text(of field: Int, at index: Int) -> String? {
        withField(field, at: index) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    // MARK: - Filling

    mutating func reset(fieldCount: Int) {
        self.fieldCount = fieldCount
        rows.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
    }

    /// Whether rows are as many, or their bytes as large, as a batch should hold.
    var isFull: Bool { rows.count >= capacity || bytes.count >= 1 << 20 }

    /// Adds a row whose fields are all absent yet.
    mutating func append(row: UInt64, line: UInt64) {
        rows.append(Row(row: row, line: line, rejection: nil))
        for _ in 0..<fieldCount { bounds.append(.absent) }
    }

    /// Marks the newest row as unreadable.
    mutating func reject(_ rejection: RowRejection) {
        guard let last = rows.popLast() else { return }
        rows.append(Row(row: last.row, line: last.line, rejection: rejection))
    }

    /// Sets a field of the newest row to what a closure appends.
    mutating func setField(_ field: Int, _ append: (inout [UInt8]) -> Void) {
        let start = bytes.count
        append(&bytes)
        bounds[(rows.count - 1) * fieldCount + field] = Bounds(start: Int32(start), end: Int32(bytes.count))
    }

    /// Sets a field of the newest row to bytes that need no change.
    @inline(__always)
    mutating func setField(_ field: Int, to source: UnsafeBufferPointer<UInt8>, _ place: Bounds) {
        let start = bytes.count
        bytes.append(
            contentsOf: UnsafeBufferPointer(rebasing: source[Int(place.start)..<Int(place.end)]))
        bounds[(rows.count - 1) * fieldCount + field] = Bounds(start: Int32(start), end: Int32(bytes.count))
    }

    /// Whether the newest row has a field.
    func hasField(_ field: Int) -> Bool { bounds[(rows.count - 1) * fieldCount + field].start >= 0 }
}
