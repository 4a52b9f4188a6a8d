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

    private(set) var fields: [Field] = []
    private let delimiter: UInt8

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// Cuts a record; false if there is text behind a closing quote or a quote stays open.
    mutating func cut(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
        fields.removeAll(keepingCapacity: true)
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
        fields.append(Field(start: start, end: position, hasDoubledQuotes: false))
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
                fields.append(Field(start: start, end: position, hasDoubledQuotes: hasDoubled))
                position += 1
                while position < record.count, record[position] == 0x20, delimiter != 0x20 { position += 1 }
                return position == record.count || record[position] == delimiter
            }
        }
        return false
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
