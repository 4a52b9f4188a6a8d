// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Takes the number and the selected columns out of a record and puts them into a batch.
struct RowFields {
    private let layout: ListLayout
    private let expectedCount: Int
    private var cutter: FieldCutter
    /// CSV: the places of the number and of the selected columns.
    private var places: [Int]
    /// NDJSON: the keys of the number and of the selected columns, as UTF-8.
    private var keys: [[UInt8]]
    private var scratch: [UInt8] = []

    init(_ layout: ListLayout) {
        self.layout = layout
        expectedCount = layout.fieldCount
        cutter = FieldCutter(delimiter: layout.delimiter ?? 0x2C, keeping: layout.fieldCount)
        places = [layout.numberColumn]
        keys = layout.format == .ndjson ? [Array(layout.columns[layout.numberColumn].utf8)] : []
    }

    /// Fields that a row has in a batch.
    var count: Int { layout.format == .ndjson ? keys.count : places.count }

    mutating func select(_ columns: [ColumnChoice], name: String) throws(ListError) {
        switch layout.format {
        case .text:
            guard columns.isEmpty else {
                throw ListError(.usage, "\(name): the list has numbers only, no other columns.")
            }
        case .csv:
            let finder = ColumnFinder(name: name, columns: layout.columns, fieldCount: expectedCount)
            var chosen = [layout.numberColumn]
            for column in columns { chosen.append(try finder.find(column)) }
            places = chosen
        case .ndjson:
            let finder = ColumnFinder(name: name, columns: layout.columns, fieldCount: layout.columns.count)
            var chosen = [Array(layout.columns[layout.numberColumn].utf8)]
            for column in columns {
                switch column {
                case .name(let key): chosen.append(Array(key.utf8))
                case .index, .firstOf: chosen.append(Array(layout.columns[try finder.find(column)].utf8))
                }
            }
            keys = chosen
        }
    }

    /// Fills the newest row of a batch; answers why the record cannot be read, if so.
    mutating func fill(_ batch: inout RowBatch, from record: [UInt8]) -> RowRejection? {
        record.withUnsafeBufferPointer { record in
            let rejection = fillSound(&batch, from: record)
            // What is wrong with the bytes explains more than what follows from it.
            if record.contains(0) { return .nulByte }
            return ByteScan(record).soundCount == record.count ? rejection : .invalidEncoding
        }
    }

    /// Fills the newest row from a record that is known to be UTF-8 without a zero byte.
    private mutating func fillSound(
        _ batch: inout RowBatch, from record: UnsafeBufferPointer<UInt8>
    ) -> RowRejection? {
        switch layout.format {
        case .csv: fillTable(&batch, record)
        case .ndjson: fillObject(&batch, record)
        case .text: fillLine(&batch, record)
        }
    }

    /// Takes the rows at the front of sound bytes that hold no surprise, until the batch is full.
    mutating func takePlain(
        _ bytes: UnsafeBufferPointer<UInt8>, with plain: inout PlainRows, after row: UInt64, line: UInt64,
        into batch: inout RowBatch
    ) -> PlainRows.Taken {
        switch layout.format {
        case .csv: return plain.takeTable(bytes, places: places, after: row, line: line, into: &batch)
        case .ndjson:
            return plain.takeLines(bytes, after: row, line: line, into: &batch) { fillObject(&$0, $1) }
        case .text: return plain.takeLines(bytes, after: row, line: line, into: &batch, fill: fillLine)
        }
    }

    private func fillLine(_ batch: inout RowBatch, _ line: UnsafeBufferPointer<UInt8>) -> RowRejection? {
        batch.setField(0, to: line, RowBatch.Bounds(start: 0, end: Int32(line.count)))
        return nil
    }

    private mutating func fillTable(
        _ batch: inout RowBatch, _ record: UnsafeBufferPointer<UInt8>
    ) -> RowRejection? {
        let isWhole = cutter.cut(record)
        for (slot, place) in places.enumerated() where place < cutter.fields.count {
            batch.setField(slot) { FieldCutter.append(cutter.fields[place], of: record, to: &$0) }
        }
        guard isWhole else { return .malformedQuotes }
        return cutter.count == expectedCount ? nil : .wrongFieldCount
    }

    private mutating func fillObject(
        _ batch: inout RowBatch, _ record: UnsafeBufferPointer<UInt8>
    ) -> RowRejection? {
        var rejection: RowRejection?
        var scanner = ObjectScanner(record)
        do throws(ObjectScanner.Flaw) {
            try scanner.forEachMember { member in
                rejection = take(member, of: record, into: &batch) ?? rejection
            }
        } catch {
            return error == .notAnObject ? .notAnObject : .malformedJSON
        }
        return rejection ?? (batch.hasField(0) ? nil : .missingNumber)
    }

    /// Copies a member to every slot that wants its key.
    private mutating func take(
        _ member: ObjectScanner.Member, of buffer: UnsafeBufferPointer<UInt8>, into batch: inout RowBatch
    ) -> RowRejection? {
        guard member.kind != .null else { return nil }
        var key = buffer[member.key]
        scratch.removeAll(keepingCapacity: true)
        if member.keyHasEscapes { JSONText.appendUnescaped(key, to: &scratch) }
        return scratch.withUnsafeBufferPointer { resolved in
            if member.keyHasEscapes { key = resolved[...] }
            for slot in keys.indices where keys[slot].count == key.count && keys[slot].elementsEqual(key) {
                if batch.hasField(slot) { return .duplicateKey }
                let isNumber = member.kind == .string || member.kind == .number
                if slot == 0, !isNumber { return .wrongType }
                batch.setField(slot) { bytes in
                    if member.valueHasEscapes {
                        JSONText.appendUnescaped(buffer[member.value], to: &bytes)
                    } else {
                        bytes.append(contentsOf: buffer[member.value])
                    }
                }
            }
            return nil
        }
    }
}
