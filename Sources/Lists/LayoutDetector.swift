// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds out how a list is laid out, from what the caller says, the file's name and its first bytes.
struct LayoutDetector {
    let sample: ListSample
    let options: ListOptions
    /// The file's name for errors.
    let name: String
    let isCompressed: Bool
    let encoding: EncodingDetector.Finding

    func layout() throws(ListError) -> ListLayout {
        guard !sample.isBlank else { throw ListError(.badData, "\(name): the list is empty; check the export.") }
        switch try format() {
        case .ndjson: return try objects()
        case .csv:
            return try table(
                delimiter: options.delimiter ?? sample.namedDelimiter ?? extensionDelimiter ?? foundDelimiter ?? 0x2C)
        case .text: return layout(.text)
        }
    }

    // MARK: - Format

    private var fileExtension: String {
        let parts = name.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        let isPacked = parts.count > 1 && parts.last == "gz"
        let relevant = isPacked ? parts.dropLast() : parts[...]
        return relevant.count > 1 ? String(relevant.last ?? "") : ""
    }

    private var extensionDelimiter: UInt8? { ["tsv", "tab"].contains(fileExtension) ? 0x09 : nil }

    private func format() throws(ListError) -> ListFormat {
        if let format = options.format { return format }
        if options.delimiter != nil || sample.namedDelimiter != nil || options.hasHeader == true { return .csv }
        switch fileExtension {
        case "csv", "tsv", "tab": return .csv
        case "ndjson", "jsonl": return .ndjson
        default: break
        }
        switch sample.firstByte {
        case UInt8(ascii: "{"): return .ndjson
        case UInt8(ascii: "[") where fileExtension == "json":
            throw ListError(
                .badData, "\(name): the file is one JSON list; write one object a line, for example with jq -c '.[]'.")
        default:
            if fileExtension == "json" { return .ndjson }
            let isTable = foundDelimiter != nil || hasHeader(sample.rows(delimiter: 0x2C))
            return isTable ? .csv : .text
        }
    }

    /// The delimiter that cuts most rows into the same number of fields, two at least.
    private var foundDelimiter: UInt8? {
        var best: (delimiter: UInt8, share: Double, fields: Int)?
        for delimiter: UInt8 in [0x2C, 0x3B, 0x09, 0x7C] {
            let counts = sample.rows(delimiter: delimiter).map(\.count)
            let frequencies = Dictionary(grouping: counts, by: \.self).mapValues(\.count)
            guard let usual = frequencies.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1 else {
                continue
            }
            let share = Double(usual.value) / Double(counts.count)
            guard share >= 0.5 else { continue }
            if let best, (best.share, best.fields) >= (share, usual.key) { continue }
            best = (delimiter, share, usual.key)
        }
        return best?.delimiter
    }

    // MARK: - Columns

    private func table(delimiter: UInt8) throws(ListError) -> ListLayout {
        let rows = sample.rows(delimiter: delimiter)
        guard let first = rows.first else {
            throw ListError(.badData, "\(name): the first row is too long to be read.")
        }
        let hasHeader = options.hasHeader ?? hasHeader(rows)
        let columns = hasHeader ? first.map(Self.trimmed) : []
        let data = hasHeader ? Array(rows.dropFirst()) : rows
        let finder = ColumnFinder(name: name, columns: columns, fieldCount: first.count)
        let place =
            if let choice = options.numberColumn { try finder.find(choice) } else { try finder.findNumber(in: data) }
        return layout(
            .csv, delimiter: delimiter, hasHeader: hasHeader, columns: columns, fields: first.count, number: place)
    }

    private func objects() throws(ListError) -> ListLayout {
        var columns: [String] = []
        var values: [[String: String]] = []
        for line in sample.lines() {
            var members: [String: String] = [:]
            line.withUnsafeBufferPointer { buffer in
                var scanner = ObjectScanner(buffer)
                // A flawed line is told as a row's rejection later; its sound beginning is as good as any here.
                try? scanner.forEachMember { member in
                    let key = text(buffer[member.key], member.keyHasEscapes)
                    if !columns.contains(key), columns.count < 1000 { columns.append(key) }
                    if member.kind == .string || member.kind == .number {
                        members[key] = text(buffer[member.value], member.valueHasEscapes)
                    }
                }
            }
            values.append(members)
        }
        guard !columns.isEmpty else {
            throw ListError(.badData, "\(name): no line is a JSON object with keys; write one object a line.")
        }
        let finder = ColumnFinder(name: name, columns: columns, fieldCount: columns.count)
        let place =
            if let choice = options.numberColumn {
                try finder.find(choice)
            } else {
                try finder.findNumber(in: values.map { members in columns.map { members[$0] ?? "" } })
            }
        return layout(.ndjson, columns: columns, number: place)
    }

    /// Whether the first row holds names: the one that was asked for, a known one, or nothing but words above digits.
    private func hasHeader(_ rows: [[String]]) -> Bool {
        guard let first = rows.first else { return false }
        let wanted =
            switch options.numberColumn {
            case .name(let name): [name]
            case .firstOf(let names): names
            case .index, nil: [String]()
            }
        if wanted.contains(where: { !ColumnNames.places(of: $0, in: first).isEmpty }) { return true }
        if first.contains(where: NumberShape.looksLikeNumber) { return false }
        if first.contains(where: ColumnNames.isKnown) { return true }
        let isWords = first.allSatisfy { field in field.contains(where: \.isLetter) || Self.trimmed(field).isEmpty }
        return isWords && first.contains { $0.contains(where: \.isLetter) }
            && rows.dropFirst().contains { $0.contains { $0.contains(where: \.isNumber) } }
    }

    private func layout(
        _ format: ListFormat, delimiter: UInt8? = nil, hasHeader: Bool = false, columns: [String] = [], fields: Int = 1,
        number: Int = 0
    ) -> ListLayout {
        ListLayout(
            format: format, delimiter: delimiter, hasHeader: hasHeader, columns: columns, fieldCount: fields,
            numberColumn: number, isCompressed: isCompressed, encoding: encoding.encoding,
            isEncodingGuessed: encoding.isGuess)
    }

    static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ hasEscapes: Bool) -> String {
        guard hasEscapes else { return String(decoding: bytes, as: UTF8.self) }
        var resolved: [UInt8] = []
        JSONText.appendUnescaped(bytes, to: &resolved)
        return String(decoding: resolved, as: UTF8.self)
    }
}
