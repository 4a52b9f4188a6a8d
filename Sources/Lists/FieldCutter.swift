// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts a CSV record into fields (RFC 4180), keeping their places in a list that is used again for the next record.
///
/// A quote inside a field that did not start with one is an ordinary character, as spreadsheets read it.
struct FieldCutter {
    /// A field's bytes between its delimiters or quotes.
    struct Field {
        let start: Int
        let end: Int
        /// Whether the field was quoted and has doubled quotes in it.
        let hasDoubledQuotes: Bool
    }

    /// The record's first fields, as many as are kept.
    private(set) var fields: [Field] = []
    /// How many fields the record has.
    private(set) var count = 0
    private let delimiter: UInt8
    private let most: Int

    /// - Parameter most: fields that are kept of a record, which bounds the memory; the rest is counted.
    init(delimiter: UInt8, keeping most: Int = .max) {
        self.delimiter = delimiter
        self.most = most
    }

    /// Cuts a record; false if there is text behind a closing quote or a quote stays open.
    mutating func cut(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
        fields.removeAll(keepingCapacity: true)
        count = 0
        var position = 0
        while true {
            let isWhole =
                position < record.count && record[position] == 0x22
                ? cutQuoted(record, &position) : cutPlain(record, &position)
            guard isWhole else { return false }
            guard position < record.count else { return true }
            position += 1  // the delimiter; behind it there is one more field, perhaps an empty one
        }
    }

    private mutating func cutPlain(_ record: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start = position
        while position < record.count, record[position] != delimiter { position += 1 }
        keep(Field(start: start, end: position, hasDoubledQuotes: false))
        return true
    }

    private mutating func cutQuoted(_ record: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start = position + 1
        var hasDoubled = false
        position = start
        while position < record.count {
            if record[position] != 0x22 {
                position += 1
            } else if position + 1 < record.count, record[position + 1] == 0x22 {
                hasDoubled = true
                position += 2
            } else {
                keep(Field(start: start, end: position, hasDoubledQuotes: hasDoubled))
                position += 1
                while position < record.count, record[position] == 0x20, delimiter != 0x20 { position += 1 }
                return position == record.count || record[position] == delimiter
            }
        }
        return false
    }

    private mutating func keep(_ field: Field) {
        if count < most { fields.append(field) }
        count += 1
    }

    /// Appends a field's content, doubled quotes made single.
    static func append(_ field: Field, of record: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let raw = record[field.start..<field.end]
        guard field.hasDoubledQuotes else { return bytes.append(contentsOf: raw) }
        var skipsQuote = false
        for byte in raw {
            if byte == 0x22, skipsQuote {
                skipsQuote = false
                continue
            }
            skipsQuote = byte == 0x22
            bytes.append(byte)
        }
    }
}
