// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Joining
import Lists
import PhoneNumbers

/// What a person may say about a list; the rest is found out from the file.
struct ListFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of the number: a name of the header, a key of the objects, or a place, the first being 1.",
            valueName: "name"))
    var column: String?

    @Option(
        name: .customLong("region"),
        help: ArgumentHelp(
            "The country in which numbers without + are read as dialled, as US or GB.", valueName: "code"))
    var regionCode: String?

    @Option(
        help: ArgumentHelp(
            "The delimiter of CSV: one character, or tab. Found out unless given.", valueName: "character"))
    var delimiter: String?

    @Flag(name: .customLong("no-header"), help: "The first row of CSV is a row like the others.")
    var hasNoHeader = false

    @Option(help: "How the list is written: csv, ndjson or text (one number a line). Found out unless given.")
    var inputFormat: String?

    @Option(
        help: ArgumentHelp(
            "How its characters are written: utf-8, utf-16 or windows-1252 (Latin-1 too). Found out unless given.",
            valueName: "encoding"))
    var encoding: String?

    @Flag(help: "Unpack a gzip file even to more than 200 times its size.")
    var trustGzip = false

    @Option(
        help: ArgumentHelp(
            "The product that exported the list, which says what its columns are called: \(Self.presets). --columns goes before it.",
            valueName: "product"))
    var preset: String?

    private static let presets = ColumnPreset.names.joined(separator: ", ")

    @Option(
        help: ArgumentHelp(
            "Which columns hold the number, consents and attributes, where they are called otherwise: a YAML file.",
            valueName: "map.yaml"))
    var columns: String?

    /// Which columns hold what: those of the preset, and above them those of the map.
    ///
    /// - Throws: `CommandFailure`, or `DocumentError` where the map is broken.
    func columnMap() throws -> ColumnMap {
        var map = ColumnMap()
        if let preset {
            guard let known = try ColumnPreset.map(named: preset.lowercased()) else {
                throw CommandFailure("--preset: expected one of \(Self.presets)", .usage)
            }
            map = known
        }
        guard columns != "-" else {
            throw CommandFailure("--columns: a file is needed, standard input is for the list", .usage)
        }
        if let columns {
            map = map.overlaid(with: try ColumnMap(yaml: InputFile.read(columns, limit: 256 << 10), file: columns))
        }
        return map
    }

    /// What `ListReader` is told.
    ///
    /// - Throws: `CommandFailure` with `usage`.
    func options(_ map: ColumnMap) throws -> ListOptions {
        var options = ListOptions(
            format: try format(), numberColumn: column.map(ColumnChoice.name), delimiter: try delimiterByte(),
            hasHeader: hasNoHeader ? false : nil)
        if column == nil, !map.numbers.isEmpty { options.numberColumn = .firstOf(map.numbers) }
        options.encoding = try listEncoding()
        options.trustsGzip = trustGzip
        return options
    }

    /// Opens a list, and tells what a person should know of how it is read.
    func reader(_ path: String, _ map: ColumnMap) throws -> ListReader {
        let reader = try ListReader(path: path, options: options(map))
        if let notice = reader.notice { Self.tell(notice) }
        return reader
    }

    /// Writes a notice as one line.
    static func tell(_ notice: String) { StandardError.write(TerminalText.cleaned("symbolon: \(notice)") + "\n") }

    /// The country of national formats; nil where only international ones can be read.
    ///
    /// - Throws: `CommandFailure` with `usage`.
    func region(in plan: NumberingPlan) throws -> Region? {
        try regionCode.map { try Region.argument($0, option: "--region", in: plan) }
    }

    private func format() throws -> ListFormat? {
        guard let inputFormat else { return nil }
        guard let format = ListFormat(rawValue: inputFormat) else {
            let names = ListFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("--input-format: expected one of \(names)", .usage)
        }
        return format
    }

    private func listEncoding() throws -> ListEncoding? {
        guard let encoding else { return nil }
        guard let known = ListEncoding(rawValue: encoding.lowercased()) else {
            let names = ListEncoding.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("--encoding: expected one of \(names)", .usage)
        }
        return known
    }

    private func delimiterByte() throws -> UInt8? {
        guard let delimiter else { return nil }
        if delimiter == "tab" || delimiter == "\\t" { return 0x09 }
        guard delimiter.utf8.count == 1, let byte = delimiter.utf8.first, byte != 0x22, byte != 0x0A, byte != 0x0D
        else {
            throw CommandFailure("--delimiter: expected one ASCII character such as ; or |, or the word tab", .usage)
        }
        return byte
    }
}
