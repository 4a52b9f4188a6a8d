// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// One row of `numbers check`, as it is printed.
package struct CheckedRow: Sendable {
    /// The row's ordinal, from 1.
    let row: UInt64
    let status: Assessment.Status
    /// There unless invalid.
    let number: PhoneNumber?
    /// There unless invalid.
    let facts: NumberFacts?
    /// There unless invalid or not printed.
    let written: WrittenNumber?
    /// There unless valid.
    let reason: String?
    /// What was passed over or mended.
    let notes: ReadingNotes

    package init(
        row: UInt64, status: Assessment.Status, number: PhoneNumber?, facts: NumberFacts?,
        written: WrittenNumber? = nil, reason: String?, notes: ReadingNotes = []
    ) {
        self.notes = notes
        self.written = written
        self.row = row
        self.status = status
        self.number = number
        self.facts = facts
        self.reason = reason
    }

    /// Appends the row as one JSON object and a line feed; `input` is nil where the row has no such field.
    ///
    /// Returns where the value of `duplicateOf` belongs, which is not known yet.
    package func appendJSON(input: UnsafeRawBufferPointer?, to bytes: inout [UInt8]) -> Int {
        bytes.append(contentsOf: "{\"row\":\(row),\"input\":".utf8)
        Self.append(string: input, to: &bytes)
        bytes.append(contentsOf: ",\"status\":\"\(status.rawValue)\",\"e164\":".utf8)
        Self.append(string: number?.e164, to: &bytes)
        bytes.append(contentsOf: ",\"country\":".utf8)
        Self.append(string: facts?.country, to: &bytes)
        bytes.append(contentsOf: ",\"type\":".utf8)
        Self.append(string: facts?.type.rawValue, to: &bytes)
        bytes.append(contentsOf: ",\"location\":".utf8)
        Self.append(string: facts?.location, to: &bytes)
        bytes.append(contentsOf: ",\"carrier\":".utf8)
        Self.append(string: facts?.carrier, to: &bytes)
        bytes.append(contentsOf: ",\"timezones\":[".utf8)
        for (index, zone) in (facts?.timezones ?? []).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(string: zone, to: &bytes)
        }
        bytes.append(contentsOf: "],\"duplicateOf\":".utf8)
        let gap = bytes.count
        bytes.append(contentsOf: ",\"reason\":".utf8)
        Self.append(string: reason, to: &bytes)
        bytes.append(contentsOf: ",\"sms\":".utf8)
        Self.append(string: facts?.type.smsCapability.rawValue, to: &bytes)
        bytes.append(contentsOf: ",\"notes\":[".utf8)
        for (index, name) in notes.names.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(string: name, to: &bytes)
        }
        bytes.append(contentsOf: "],\"international\":".utf8)
        Self.append(string: written?.international, to: &bytes)
        bytes.append(contentsOf: ",\"national\":".utf8)
        Self.append(string: written?.national, to: &bytes)
        bytes.append(contentsOf: "}\n".utf8)
        return gap
    }

    /// The names of the columns of `appendText`.
    package static let header = line("ROW", "STATUS", "NUMBER", "COUNTRY", "TYPE", "REASON OR PLACE")

    /// Appends the row as a line for people; the gap is at its end.
    package func appendText(to bytes: inout [UInt8]) -> Int {
        let line = Self.line(
            "\(row)", status.rawValue, number?.e164 ?? "-", facts?.country ?? "-", facts?.type.rawValue ?? "-",
            reason ?? (notes.contains(.extension) ? "extension: in no list" : facts?.location) ?? "")
        bytes.append(contentsOf: line.utf8)
        let gap = bytes.count
        bytes.append(0x0A)
        return gap
    }

    private static func line(
        _ row: String, _ status: String, _ number: String, _ country: String, _ type: String, _ rest: String
    ) -> String {
        let blanks = String(repeating: " ", count: max(0, 9 - row.utf8.count))
        let line =
            blanks + row + "  " + padded(status, 8) + "  " + padded(number, 16) + "  " + padded(country, 7) + "  "
            + padded(type, 20) + "  " + rest
        return rest.isEmpty ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }

    private static func append(string: String?, to bytes: inout [UInt8]) {
        guard var string else { return bytes.append(contentsOf: "null".utf8) }
        string.withUTF8 { append(string: UnsafeRawBufferPointer($0), to: &bytes) }
    }

    /// Appends a JSON string; bytes that are not UTF-8 become replacement characters.
    private static func append(string: UnsafeRawBufferPointer?, to bytes: inout [UInt8]) {
        guard let string else { return bytes.append(contentsOf: "null".utf8) }
        bytes.append(0x22)
        let isPlain = string.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            bytes.append(contentsOf: string)
        } else {
            for byte in String(decoding: string, as: UTF8.self).utf8 { append(escaped: byte, to: &bytes) }
        }
        bytes.append(0x22)
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20, 0x7F:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }
}
