// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The first bytes of a list, unpacked, from which format and columns are found.
struct ListSample {
    /// Bytes that are looked at.
    static let size = 1 << 18
    /// Records that are looked at.
    private static let recordCount = 100

    /// Without byte-order mark, and without the line by which Excel tells the delimiter.
    let bytes: [UInt8]
    /// The delimiter that a first line `sep=;` names.
    let namedDelimiter: UInt8?
    /// Whether this is all there is.
    let isWhole: Bool

    init(_ bytes: [UInt8], isWhole: Bool) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = hasMark ? bytes.dropFirst(3) : bytes[...]
        let named = Self.namedDelimiter(in: text)
        namedDelimiter = named?.delimiter
        self.bytes = Array(text.dropFirst(named?.length ?? 0))
        self.isWhole = isWhole
    }

    /// The delimiter that a line in front of the table names, and the line's length with its end.
    private static func namedDelimiter(in text: ArraySlice<UInt8>) -> (delimiter: UInt8, length: Int)? {
        let line = Array(text.prefix(7))
        guard line.count >= 6, line[..<4].map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }),
            line[4] > 0x20 && line[4] < 0x7F && line[4] != 0x22 || line[4] == 0x09
        else { return nil }
        if line[5] == 0x0A { return (line[4], 6) }
        guard line[5] == 0x0D else { return nil }
        return (line[4], line.count > 6 && line[6] == 0x0A ? 7 : 6)
    }

    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }

    /// The first byte that is no blank.
    var firstByte: UInt8? { bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } }

    /// The first records as CSV fields, blank ones left out; flawed ones are cut as far as possible.
    func rows(delimiter: UInt8) -> [[String]] {
        records(delimiter: delimiter).map { Self.fields(of: $0, delimiter: delimiter) }
    }

    /// The fields of a CSV record, as far as it can be cut.
    static func fields(of record: [UInt8], delimiter: UInt8) -> [String] {
        var cutter = FieldCutter(delimiter: delimiter)
        return record.withUnsafeBufferPointer { buffer in
            _ = cutter.cut(buffer)
            return cutter.fields.map { field in
                var bytes: [UInt8] = []
                FieldCutter.append(field, of: buffer, to: &bytes)
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// The first lines, blank ones left out.
    func lines() -> [[UInt8]] { records(delimiter: nil) }

    private func records(delimiter: UInt8?) -> [[UInt8]] {
        var reader = RecordReader(
            MemorySource(bytes), delimiter: delimiter, limit: Self.size, bufferSize: max(bytes.count, 1))
        var records: [[UInt8]] = []
        // Reading memory cannot fail, and a record without an end is as good as any for a sample.
        while records.count <= Self.recordCount, let outcome = try? reader.next() {
            if outcome == .strayQuote { reader.keepFirstLineOnly() }
            if outcome != .tooLong, !reader.record.allSatisfy({ $0 == 0x20 }) { records.append(reader.record) }
        }
        if !isWhole, records.count > 1 { records.removeLast() }
        return Array(records.prefix(Self.recordCount))
    }
}
