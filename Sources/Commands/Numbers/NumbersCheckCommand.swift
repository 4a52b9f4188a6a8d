// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Hygiene
import Lists
import PhoneNumbers
import Signing

/// `symbolon numbers check`.
struct NumbersCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate and describe every number of a list, row by row, and report on the whole.",
        discussion: """
            Rows go to standard output in the order of the list, the report to standard error: counts, repetitions, numbers with two \
            states of consent, and unusual patterns with a score from 50 to 100. --report-only prints the report alone, on standard \
            output. Bad rows never stop the list.

            Example: symbolon numbers check customers.csv --column phone --region US > rows.ndjson
                     symbolon numbers check customers.csv --region US --report-only --html report.html

            NDJSON: {"row", "input", "status": "valid|possible|invalid", "e164", "country", "type", "location", "carrier", \
            "timezones": [IANA zones it may be in], "duplicateOf": row of the same number's first appearance, "reason", \
            "sms": "yes|likely|no|unknown", "notes": [what was passed over or mended; a number with the note extension goes into no \
            list], "international", "national": the number as people write it}; whatever else is not known is null.
            reason, where not valid: empty, not-a-number, letters, several-numbers, scientific-notation, \
            decimal-notation, service-code, no-country, missing-plus, unknown-country-code, too-short, too-long, wrong-length, \
            local-only, invalid-for-country; of rows that cannot be read: invalid-encoding, nul-byte, row-too-long, malformed-quotes, \
            unterminated-quote, wrong-field-count, malformed-json, not-an-object, missing-number, wrong-type, duplicate-key.
            The report as JSON: {"format": "symbolon-hygiene-1", "rows", "statuses", "lines", "reasons", "notes", "countries", "types", \
            "carriers": {name: rows}, "numbers", "repetitions", "consents", "patterns": [{"kind", "score", "explanation", "block", \
            "rowCount", "rows"}], "furtherPatterns", "plan"}. It holds row numbers and masked blocks, no number.
            Lists of more than about 500,000 numbers use private temporary files in $TMPDIR, else /var/tmp.
            """)

    @Argument(help: "The list; - is standard input.")
    var file: String

    @OptionGroup var list: ListFlags
    @OptionGroup var plan: PlanOptions

    @Option(help: "Write the rows, or with --report-only the report, to this file instead, readable by you alone.")
    var out = "-"

    @Flag(help: "Replace files that exist.")
    var force = false

    @Option(help: "Rows: ndjson (unless given) or text. With --report-only: text (unless given) or json.")
    var format: CheckFormat?

    @Flag(help: "Print the report and no rows.")
    var reportOnly = false

    @Option(
        help: ArgumentHelp("Write the report as one page to this file too, readable by you alone.", valueName: "file"))
    var html: String?

    @Option(
        help: ArgumentHelp(
            "Memory for finding repetitions, in MiB; the rest goes to temporary files.", valueName: "MiB"))
    var memory = ListCheck.defaultMemory >> 20

    func validate() throws {
        if reportOnly, format == .ndjson {
            throw ValidationError("--report-only is printed as text or json.")
        }
        if !reportOnly, format == .json {
            throw ValidationError("Rows are printed as ndjson or text; --format json needs --report-only.")
        }
        if let html, html == "-" || (out != "-" && OutputPlace.areSame(html, out)) {
            throw ValidationError("--html needs a file of its own.")
        }
    }

    func run() throws {
        guard (1...65_536).contains(memory) else {
            throw CommandFailure("--memory: expected 1 to 65536 MiB", .usage)
        }
        let plan = try plan.plan()
        let region = try list.region(in: plan)
        let map = try list.columnMap()
        var reader = try list.reader(file, map)
        let states = list.stateColumn(map, in: reader)
        if let states { try reader.select([.name(states)]) }
        let output = try OutputFile(path: out, force: force, isPrivate: true, reading: list.inputs(file))
        let page = try html.map { try OutputFile(path: $0, force: force, isPrivate: true, reading: list.inputs(file)) }
        let progress = ProgressLine()
        defer { progress.clear() }
        let rowFormat: RowPrintFormat? = reportOnly ? nil : format == .text ? .text : .ndjson
        var check = try ListCheck(
            output: reportOnly ? nil : output, format: rowFormat ?? .ndjson,
            states: states.map(ConsentStateReader.states), plan: plan, memory: memory << 20)
        try BatchPipeline.run(&reader) { [rowFormat] batch in
            CheckedBatch(batch, plan: plan, region: region, format: rowFormat, statesBy: states == nil ? nil : map)
        } collect: { batch in
            try check.take(batch)
            progress.update("rows", done: check.tally.rows, total: nil)
        }
        let report = try check.end()
        progress.clear()
        if reportOnly { try output.write(text(report).utf8) }
        try output.commit()
        if let page {
            let name = file == "-" ? "standard input" : URL(fileURLWithPath: file).lastPathComponent
            try page.write(HygienePage(report, name: name, made: try SystemClock.now().text).html.utf8)
            try page.commit()
        }
        if !reportOnly {
            StandardError.write(
                report.text(
                    width: TerminalWidth.columns(of: STDERR_FILENO),
                    isColoured: TerminalWidth.takesColour(STDERR_FILENO))
                    + "\n")
        }
    }

    private func text(_ report: HygieneReport) -> String {
        if format == .json { return String(decoding: report.json.canonicalBytes, as: UTF8.self) + "\n" }
        let isTerminal = out == "-" && TerminalWidth.takesColour(STDOUT_FILENO)
        return report.text(width: out == "-" ? TerminalWidth.columns(of: STDOUT_FILENO) : 80, isColoured: isTerminal)
            + "\n"
    }
}
