// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Lists

/// `symbolon numbers check`.
struct NumbersCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate and describe every number of a list, row by row.",
        discussion: """
            Rows go to standard output in the order of the list, a summary to standard error. Bad rows never stop the list.

            Example: symbolon numbers check customers.csv --column phone --region US > rows.ndjson

            NDJSON: {"row", "input", "status": "valid|possible|invalid", "e164", "country", "type", "location", "carrier", \
            "timezones": [IANA zones it may be in], "duplicateOf": row of the same number's first appearance, "reason"}; \
            whatever else is not known is null.
            reason, where not valid: empty, not-a-number, letters, extension, several-numbers, scientific-notation, \
            decimal-notation, service-code, no-country, unknown-country-code, too-short, too-long, wrong-length, local-only, \
            invalid-for-country; of rows that cannot be read: invalid-encoding, nul-byte, row-too-long, malformed-quotes, \
            unterminated-quote, wrong-field-count, malformed-json, not-an-object, missing-number, wrong-type, duplicate-key.
            """)

    @Argument(help: "The list; - is standard input.")
    var file: String

    @OptionGroup var list: ListFlags

    @Option(help: "Write the rows to this file instead, readable by you alone.")
    var out = "-"

    @Flag(help: "Replace a file that exists.")
    var force = false

    @Option(help: "How rows are printed.")
    var format = RowPrintFormat.ndjson

    func run() throws {
        let region = try list.region()
        var reader = try list.reader(file)
        let output = try OutputFile(path: out, force: force, isPrivate: true, reading: list.inputs(file))
        let progress = ProgressLine()
        defer { progress.clear() }
        var tally = NumbersTally()
        var firstRows: [UInt64: UInt64] = [:]
        if format == .text { try output.write((CheckedRow.header + "\n").utf8) }
        try BatchPipeline.run(&reader) { [format] batch in
            CheckedBatch(batch, region: region, format: format)
        } collect: { batch in
            tally.merge(batch.tally)
            var start = 0
            for place in batch.places {
                try output.write(batch.bytes[start..<place.gap])
                let first = place.digits == 0 ? nil : firstRows[place.digits]
                if first != nil {
                    tally.duplicates += 1
                } else if place.digits != 0 {
                    firstRows[place.digits] = place.row
                }
                switch format {
                case .ndjson: try output.write((first.map(String.init) ?? "null").utf8)
                case .text: if let first { try output.write(" (repeats row \(first))".utf8) }
                }
                try output.write(batch.bytes[place.gap..<place.end])
                start = place.end
            }
            try output.flush()
            progress.update("rows", done: tally.rows, total: nil)
        }
        try output.commit()
        progress.clear()
        StandardError.write(tally.text() + "\n")
    }
}
