// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads a list of phone numbers, a batch of rows at a time, in memory that does not grow with the list.
///
/// CSV (RFC 4180), NDJSON or one number a line, plain or gzip, in UTF-8, UTF-16 or Windows-1252, with or without byte-order
/// mark. Rows that cannot be read come out with a `RowRejection` in their place; only what spoils the whole list is thrown.
package struct ListReader: ~Copyable {
    package let layout: ListLayout
    /// Rows read so far.
    package private(set) var rowCount: UInt64 = 0

    /// Bytes that the reader holds on to, the first sample not counted; bounded by the row limit and the buffer.
    package var memory: Int { records.memory }

    private let name: String
    private var records: RecordReader
    private var fields: RowFields
    private var plain: PlainRows
    private var awaitsHeader: Bool

    /// Opens a file, or standard input for `-`, and finds out its layout.
    ///
    /// - Throws: `ListError` if the file cannot be opened, is empty, is no text, or its number column is not clear.
    package init(path: String, options: ListOptions = ListOptions()) throws(ListError) {
        let name = path == "-" ? "standard input" : path
        try self.init(try FileSource(path: path), name: name, options: options)
    }

    /// Reads bytes in memory; `name` stands for the file in errors and for its extension.
    package init(bytes: [UInt8], name: String, options: ListOptions = ListOptions()) throws(ListError) {
        try self.init(MemorySource(bytes), name: name, options: options)
    }

    /// Reads from a source; `name` stands for the file as above.
    package init(
        _ raw: any ByteSource, name: String, options: ListOptions = ListOptions()
    ) throws(ListError) {
        var source = raw
        var head = try source.readPrefix(ListSample.size)
        let isCompressed = head.starts(with: [0x1F, 0x8B])
        if isCompressed {
            source = try GzipSource(
                MemorySource(head, then: raw), name: name, bufferSize: options.bufferSize,
                isTrusted: options.trustsGzip)
            head = try source.readPrefix(ListSample.size)
        }
        try ListSample.refuseForeignContent(head, name: name)
        let finding = try EncodingDetector(bytes: head, isWhole: head.count < ListSample.size, name: name)
            .find(options.encoding)
        if finding.encoding != .utf8 {
            source = TranscodingSource(
                MemorySource(head, then: source), from: finding, bufferSize: options.bufferSize)
            head = try source.readPrefix(ListSample.size)
        }
        let sample = ListSample(head, isWhole: head.count < ListSample.size)
        let detector = LayoutDetector(
            sample: sample, options: options, name: name, isCompressed: isCompressed, encoding: finding)
        layout = try detector.layout()
        self.name = name
        records = RecordReader(
            MemorySource(sample.bytes, then: source), delimiter: layout.delimiter, limit: options.rowLimit,
            bufferSize: options.bufferSize, firstLine: sample.namedDelimiter == nil ? 1 : 2)
        fields = RowFields(layout)
        plain = PlainRows(layout, limit: options.rowLimit)
        awaitsHeader = layout.hasHeader
    }

    /// What a person should know of how the list is read: one line, nil where there is nothing to tell.
    package var notice: String? {
        guard layout.isEncodingGuessed else { return nil }
        return switch layout.encoding {
        case .utf8: nil
        case .utf16: "\(name): read as UTF-16, though no byte-order mark says so; name another one with --encoding."
        case .windows1252:
            "\(name): read as Windows-1252, not UTF-8; say --encoding utf-8 to have such rows refused instead."
        }
    }

    /// Adds columns to what batches hold beside the number, as fields 1, 2, … in this order; replaces earlier choices.
    ///
    /// In NDJSON any key may be named, because later objects may have it where the first ones do not.
    package mutating func select(_ columns: [ColumnChoice]) throws(ListError) {
        try fields.select(columns, name: name)
    }

    /// Whether there is a column of this name, perhaps more than one; always in NDJSON, where later objects may have other keys
    /// than the first.
    package func hasColumn(_ name: String) -> Bool {
        switch layout.format {
        case .text: false
        case .csv: !ColumnNames.places(of: name, in: layout.columns).isEmpty
        case .ndjson: true
        }
    }

    /// Fills a batch with the next rows; false, and an empty batch, at the end.
    ///
    /// - Throws: `ListError` if reading fails, the compressed data are damaged or cut off, or there was no row at all.
    package mutating func next(into batch: inout RowBatch) throws(ListError) -> Bool {
        batch.reset(fieldCount: fields.count)
        while true {
            if !awaitsHeader { takePlain(into: &batch) }
            guard !batch.isFull, let outcome = try records.next() else { break }
            if outcome == .record, isBlank { continue }
            if awaitsHeader {
                awaitsHeader = false
                // A quote that is left open in the header must not swallow the rows below it.
                if outcome == .strayQuote || !isHeader { records.keepFirstLineOnly() }
                continue
            }
            rowCount += 1
            batch.append(row: rowCount, line: records.line)
            switch outcome {
            case .tooLong: batch.reject(.rowTooLong)
            case .unterminated:
                // What stands before the open quote is taken for the rejects file.
                _ = fields.fill(&batch, from: records.record)
                batch.reject(.unterminatedQuote)
            case .strayQuote:
                // The lines behind the first are rows again.
                switch fields.fill(&batch, from: records.record) {
                case .some(let flaw) where flaw == .nulByte || flaw == .invalidEncoding: batch.reject(flaw)
                default: batch.reject(.malformedQuotes)
                }
                records.keepFirstLineOnly()
            case .record:
                if let rejection = fields.fill(&batch, from: records.record) { batch.reject(rejection) }
            }
        }
        if batch.isEmpty, rowCount == 0 {
            throw ListError(
                .badData,
                layout.hasHeader
                    ? "\(name): there is a header and no row below it; check the export."
                    : "\(name): the list has no rows; check the export.")
        }
        return !batch.isEmpty
    }

    /// Takes what is read ahead as far as it is plain; whatever comes then is looked at closely.
    private mutating func takePlain(into batch: inout RowBatch) {
        let taken = records.takeAhead(with: &plain, fields: &fields, after: rowCount, into: &batch)
        rowCount += UInt64(taken)
    }

    /// Whether the record is the header that the columns were found in.
    private var isHeader: Bool {
        guard let delimiter = layout.delimiter else { return true }
        return ListSample.fields(of: records.record, delimiter: delimiter).map(LayoutDetector.trimmed) == layout.columns
    }

    /// Whether the record is a blank line; tabs are fields where they delimit.
    private var isBlank: Bool {
        records.record.allSatisfy { $0 == 0x20 || ($0 == 0x09 && layout.delimiter != 0x09) }
    }
}
