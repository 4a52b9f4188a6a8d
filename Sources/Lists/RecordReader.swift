// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of bytes into records: lines, or for CSV rows whose quoted fields may span lines.
///
/// LF, CRLF and CR end a line, mixed as they come. The record lies in `record` until the next one is read; memory stays
/// within the row limit and the buffer whatever the input is, and no byte is looked at more than a few times: a stray quote
/// is noticed where text follows its closing, and one that stays open to the limit ends quotes at line ends up to there.
struct RecordReader: ~Copyable {
    /// What was read.
    enum Outcome {
        case record
        /// Longer than the limit: skipped, `record` is empty.
        case tooLong
        /// A quote is open at the end of the file or limit: `record` is its first line, reading goes on behind that.
        case unterminated
        /// Text behind a closing quote some lines below the first: `record` ends before it, and `keepFirstLineOnly` goes back.
        case strayQuote
    }

    /// Where in a CSV row the next byte stands.
    private enum Place {
        case fieldStart, plain, quoted
        /// Behind a quote in a quoted field, which may be its end.
        case quoteInQuoted
        /// Behind the end of a quoted field and a blank.
        case quotedEnd
    }

    private let source: any ByteSource
    /// The delimiter of CSV; nil where quotes mean nothing.
    private let delimiter: UInt8?
    private let limit: Int
    private let bufferSize: Int
    private var buffer: [UInt8] = []
    private var position = 0
    /// Where the bytes in the buffer end that were read.
    private var end = 0
    /// Up to where the bytes from the position on are known to be sound UTF-8.
    private var soundEnd = 0
    /// Where in the file the buffer starts.
    private var offset = 0
    /// Whether the source has ended; the buffer may still hold bytes.
    private var sourceHasEnded = false
    /// Whether the last byte was a CR, so that an LF belongs to it.
    private var afterCarriageReturn = false
    /// Up to where in the file no field spans lines, because a quote before stayed open to there.
    private var openQuoteEnd = 0

    private(set) var record: [UInt8] = []
    /// Bytes that the reader holds on to.
    var memory: Int { record.capacity + buffer.capacity }
    /// The line on which the record starts.
    private(set) var line: UInt64
    private var nextLine: UInt64
    /// Where the record's second line starts, if it has one.
    private var secondLine: Int?
    /// Whether there was text behind a closing quote: the record ends with its line, whatever is quoted there.
    private var hasStray = false
    /// Where in the file the record starts.
    private var start = 0
    /// The byte that ended the record, nil at the end of the file.
    private var consumedLineEnd: UInt8?

    /// - Parameter firstLine: the line on which the source starts.
    init(_ source: any ByteSource, delimiter: UInt8?, limit: Int, bufferSize: Int, firstLine: UInt64 = 1) {
        line = firstLine
        nextLine = firstLine
        self.source = source
        self.delimiter = delimiter
        self.limit = max(limit, 1)
        self.bufferSize = max(bufferSize, 1)
    }

    /// Takes the rows that hold no surprise off the front of what is read ahead; answers how many.
    mutating func takeAhead(
        with plain: inout PlainRows, fields: inout RowFields, after row: UInt64, into batch: inout RowBatch
    ) -> Int {
        if afterCarriageReturn, position < end {
            afterCarriageReturn = false
            if buffer[position] == 0x0A { position += 1 }
        }
        guard position < end else { return 0 }
        let taken = buffer.withUnsafeBufferPointer { buffer in
            let ahead = UnsafeBufferPointer(rebasing: buffer[position..<end])
            if soundEnd <= position { soundEnd = position + ByteScan(ahead).soundCount }
            return fields.takePlain(
                UnsafeBufferPointer(rebasing: ahead[..<(soundEnd - position)]), with: &plain, after: row,
                line: nextLine,
                into: &batch)
        }
        guard taken.bytes > 0 else { return 0 }
        position += taken.bytes
        nextLine += UInt64(taken.lines)
        afterCarriageReturn = buffer[position - 1] == 0x0D
        return taken.rows
    }

    /// Reads the next record, blank lines included; nil at the end.
    mutating func next() throws(ListError) -> Outcome? {
        record.removeAll(keepingCapacity: true)
        line = nextLine
        secondLine = nil
        consumedLineEnd = nil
        hasStray = false
        var place = Place.fieldStart
        var isTooLong = false
        var hasBytes = false
        while try fill() {
            if !hasBytes {
                if afterCarriageReturn {
                    afterCarriageReturn = false
                    if buffer[position] == 0x0A {
                        position += 1
                        continue
                    }
                }
                hasBytes = true
                start = offset + position
            }
            let from = position
            let stop = isTooLong ? skip() : scan(&place)
            if !isTooLong {
                record.append(contentsOf: buffer[from..<position])
                isTooLong = record.count > limit
                if isTooLong {
                    // Decided by places in the row, not by how much was read at once.
                    if let secondLine {
                        openQuoteEnd = max(openQuoteEnd, start + limit)
                        return openQuote(secondLine > limit ? .tooLong : .unterminated)
                    }
                    record.removeAll(keepingCapacity: true)
                    // The first line's end was the last byte read: the skipping is over already.
                    if nextLine > line { return .tooLong }
                }
            }
            switch stop {
            case .bufferEnd: continue
            case .strayQuote:
                if isTooLong { continue }
                // The lines that are given back hold no other quote up to here: none of their fields spans lines.
                openQuoteEnd = max(openQuoteEnd, offset + position)
                return .strayQuote
            case .lineEnd:
                consumeLineEnd()
                if isTooLong { return .tooLong }
                return place == .quoted && !hasStray ? .unterminated : .record
            }
        }
        guard hasBytes else { return nil }
        if isTooLong { return .tooLong }
        guard place == .quoted, !hasStray else { return .record }
        openQuoteEnd = .max
        return openQuote(.unterminated)
    }

    /// Gives back all lines of the record but the first, to be read again as records of their own.
    ///
    /// For a record that turned out not to be one row: a stray quote must not swallow the rows behind it.
    mutating func keepFirstLineOnly() {
        if let secondLine {
            let place = start + secondLine - offset
            if place >= 0 {
                position = place
            } else {
                var given = Array(record[secondLine...])
                if let consumedLineEnd { given.append(consumedLineEnd) }
                buffer.replaceSubrange(..<position, with: given)
                offset = start + secondLine
                end += given.count - position
                position = 0
            }
            soundEnd = position
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
        if position < end { return true }
        if sourceHasEnded { return false }
        if buffer.count != bufferSize { buffer = [UInt8](repeating: 0, count: bufferSize) }
        offset += end
        position = 0
        soundEnd = 0
        end = 0
        end = try source.read(into: &buffer, from: 0)
        sourceHasEnded = end == 0
        return end > 0
    }

    /// Why a scan stopped.
    private enum Stop {
        case lineEnd, bufferEnd, strayQuote
    }

    /// Moves the position to the next line's end, or the buffer's.
    private mutating func skip() -> Stop {
        position = buffer.withUnsafeBufferPointer { buffer in
            ByteScan(UnsafeBufferPointer(rebasing: buffer[..<end])).lineEnd(from: position)
        }
        return position < end ? .lineEnd : .bufferEnd
    }

    /// Moves the position to the record's end, the buffer's, or text behind a closing quote on another line than the first.
    private mutating func scan(_ place: inout Place) -> Stop {
        guard let delimiter else { return skip() }
        // Quotes may span lines again where the file's place is at or behind the end of the last open one.
        let spansFrom = openQuoteEnd > offset ? min(openQuoteEnd - offset, end) : 0
        let base = record.count - position
        var at = position
        var stop = Stop.bufferEnd
        var lines = nextLine
        var afterReturn = afterCarriageReturn
        var second = secondLine
        var hasStray = hasStray
        buffer.withUnsafeBufferPointer { bytes in
            while at < end {
                let byte = bytes[at]
                let isLineEnd = byte == 0x0A || byte == 0x0D
                if isLineEnd, place != .quoted || at < spansFrom || hasStray {
                    stop = .lineEnd
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
                case .quoteInQuoted:
                    place =
                        byte == 0x22 ? .quoted : byte == delimiter ? .fieldStart : byte == 0x20 ? .quotedEnd : .plain
                    hasStray = hasStray || place == .plain
                case .quotedEnd:
                    place = byte == delimiter ? .fieldStart : byte == 0x20 ? .quotedEnd : .plain
                    hasStray = hasStray || place == .plain
                }
                if hasStray, second != nil {
                    stop = .strayQuote
                    return
                }
                at += 1
            }
        }
        position = at
        nextLine = lines
        afterCarriageReturn = afterReturn
        secondLine = second
        self.hasStray = hasStray
        return stop
    }

    private mutating func consumeLineEnd() {
        let byte = buffer[position]
        consumedLineEnd = byte
        afterCarriageReturn = byte == 0x0D
        position += 1
        nextLine += 1
    }
}
