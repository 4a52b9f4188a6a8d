// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of bytes into records: lines, or for CSV rows whose quoted fields may span lines.
///
/// LF, CRLF and CR end a line, mixed as they come. The record lies in `record` until the next one is read; memory stays
/// within the row limit and the buffer whatever the input is.
struct RecordReader: ~Copyable {
    /// What was read.
    enum Outcome {
        case record
        /// Longer than the limit: skipped, `record` is empty.
        case tooLong
        /// A quote is open at the end of the file or limit: `record` is its first line, reading goes on behind that.
        case unterminated
    }

    /// Where in a CSV row the next byte stands.
    private enum Place {
        case fieldStart, plain, quoted, quoteInQuoted
    }

    private let source: any ByteSource
    /// The delimiter of CSV; nil where quotes mean nothing.
    private let delimiter: UInt8?
    private let limit: Int
    private let bufferSize: Int
    private var buffer: [UInt8] = []
    private var position = 0
    /// Whether the source has ended; the buffer may still hold bytes.
    private var sourceHasEnded = false
    /// Whether the last byte was a CR, so that an LF belongs to it.
    private var afterCarriageReturn = false
    /// Set once a quote stayed open to the end of the file: from there on no field spans lines.
    private var endsQuotesAtLineEnd = false

    private(set) var record: [UInt8] = []
    /// Bytes that the reader holds on to.
    var memory: Int { record.capacity + buffer.capacity }
    /// The line on which the record starts.
    private(set) var line: UInt64 = 1
    private var nextLine: UInt64 = 1
    /// Where the record's second line starts, if it has one.
    private var secondLine: Int?

    init(_ source: any ByteSource, delimiter: UInt8?, limit: Int, bufferSize: Int) {
        self.source = source
        self.delimiter = delimiter
        self.limit = max(limit, 1)
        self.bufferSize = max(bufferSize, 1)
    }

    /// The byte that ended the record, nil at the end of the file.
    private var consumedLineEnd: UInt8?

    /// Reads the next record, blank lines included; nil at the end.
    mutating func next() throws(ListError) -> Outcome? {
        record.removeAll(keepingCapacity: true)
        line = nextLine
        secondLine = nil
        consumedLineEnd = nil
        var place = Place.fieldStart
        var isTooLong = false
        var hasBytes = false
        while try fill() {
            if !hasBytes, afterCarriageReturn {
                afterCarriageReturn = false
                if buffer[position] == 0x0A {
                    position += 1
                    continue
                }
            }
            hasBytes = true
            let start = position
            let ended = scan(&place, isSkipping: isTooLong)
            if !isTooLong {
                record.append(contentsOf: buffer[start..<position])
                isTooLong = record.count > limit
                if isTooLong {
                    // Decided by places in the row, not by how much was read at once.
                    if let secondLine { return openQuote(secondLine > limit ? .tooLong : .unterminated) }
                    record.removeAll(keepingCapacity: true)
                    // The first line's end was the last byte read: the skipping is over already.
                    if nextLine > line { return .tooLong }
                }
            }
            if ended {
                consumeLineEnd()
                if isTooLong { return .tooLong }
                return place == .quoted ? .unterminated : .record
            }
        }
        guard hasBytes else { return nil }
        if isTooLong { return .tooLong }
        guard place == .quoted else { return .record }
        endsQuotesAtLineEnd = true
        return openQuote(.unterminated)
    }

    /// Gives back all lines of the record but the first, to be read again as records of their own.
    ///
    /// For a record that turned out not to be one row: a stray quote must not swallow the rows behind it.
    mutating func keepFirstLineOnly() {
        if let secondLine {
            var given = Array(record[secondLine...])
            if let consumedLineEnd { given.append(consumedLineEnd) }
            buffer = given + buffer[position...]
            position = 0
            nextLine = line + 1
            afterCarriageReturn = false
            consumedLineEnd = nil
            record.removeSubrange(secondLine...)
            self.secondLine = nil
        }
        while let last = record.last, last == 0x0A || last == 0x0D { record.removeLast() }
    }

    private mutating func openQuote(_ outcome: Outcome) -> Outcome {
        keepFirstLineOnly()
        if outcome == .tooLong { record.removeAll(keepingCapacity: true) }
        return outcome
    }

    /// Makes sure that there is a byte at the position; false at the end.
    private mutating func fill() throws(ListError) -> Bool {
        if position < buffer.count { return true }
        if sourceHasEnded { return false }
        if buffer.count != bufferSize { buffer = [UInt8](repeating: 0, count: bufferSize) }
        let count = try source.read(into: &buffer, from: 0)
        buffer.removeLast(buffer.count - count)
        position = 0
        sourceHasEnded = count == 0
        return count > 0
    }

    /// Moves the position to the record's end (true) or the buffer's (false).
    private mutating func scan(_ place: inout Place, isSkipping: Bool) -> Bool {
        guard let delimiter else {
            let end = buffer[position...].firstIndex { $0 == 0x0A || $0 == 0x0D }
            position = end ?? buffer.count
            return end != nil
        }
        let endsQuotes = endsQuotesAtLineEnd || isSkipping
        let base = record.count - position
        var at = position
        var ended = false
        var lines = nextLine
        var afterReturn = afterCarriageReturn
        var second = secondLine
        buffer.withUnsafeBufferPointer { bytes in
            while at < bytes.count {
                let byte = bytes[at]
                let isLineEnd = byte == 0x0A || byte == 0x0D
                if isLineEnd, place != .quoted || endsQuotes {
                    ended = true
                    return
                }
                switch place {
                case .fieldStart: place = byte == 0x22 ? .quoted : byte == delimiter ? .fieldStart : .plain
                case .plain: if byte == delimiter { place = .fieldStart }
                case .quoted:
                    // The LF of a CRLF belongs to the line that the CR ended.
                    let isSecondHalf = byte == 0x0A && afterReturn
                    if lines > line, second == nil, !isSecondHalf { second = base + at }
                    if isLineEnd, !isSecondHalf { lines += 1 }
                    if byte == 0x22 { place = .quoteInQuoted }
                    afterReturn = byte == 0x0D
                case .quoteInQuoted: place = byte == 0x22 ? .quoted : byte == delimiter ? .fieldStart : .plain
                }
                at += 1
            }
        }
        position = at
        nextLine = lines
        afterCarriageReturn = afterReturn
        secondLine = second
        return ended
    }

    private mutating func consumeLineEnd() {
        let byte = buffer[position]
        consumedLineEnd = byte
        afterCarriageReturn = byte == 0x0D
        position += 1
        nextLine += 1
    }
}
