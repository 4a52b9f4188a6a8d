// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Joining
import Signing

/// `symbolon consents import`.
struct ConsentsImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a consent file into this home's register.",
        discussion: """
            FILE has a column of numbers and consent_sender, consent_purpose, consent_channel (one or several of sms, mms, \
            rcs, whatsapp, voice, with | between), consent_state (given, renewed, withdrawn, refused, …), consent_given_at, \
            consent_expires_at (may be empty), consent_method, consent_notice, consent_jurisdiction and consent_evidence. \
            Moments need a zone: 2026-01-31T08:00:00Z. Other names: --columns MAP.yaml.

            Two rows for one number, sender and purpose are brought to one: the most restrictive state counts. A refusal that \
            is recorded stays until a consent is imported that was given after it was recorded. The register is changed \
            whole or not at all; rows that cannot be read go to the rejects with a reason.

            Example: symbolon consents import consents.csv --region US --rejects rejects.csv

            JSON: {"added", "conflicts", "refused": {reason: rows}, "replaced", "rows", "unchanged"}
            """)

    @Argument(help: "The consent file: CSV or NDJSON, plain or .gz, - for standard input.")
    var file: String

    @Option(help: "Write refused rows with their reasons to this file, which holds numbers: keep it private.")
    var rejects: String?

    @Flag(help: "Replace an existing rejects file.")
    var force = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var list: ListFlags
    @OptionGroup var home: HomeOptions

    func run() throws {
        let home = try home.open()
        let lock = try home.lockConsents()
        let now = try SystemClock.now()
        try ClockCheck.check(now, of: home)
        let intake = try list.intake(file, takesPossible: true, rejects: rejects, replacesRejects: force)
        let line = ProgressLine()
        defer { line.clear() }
        let report = try ConsentImport(home: home, intake: intake).run(holding: lock, at: now) { rows in
            line.update("reading", done: rows, total: nil)
        }
        line.clear()
        switch format {
        case .text: try StandardOutput.write(line: Self.text(report))
        case .json: try StandardOutput.write(json: Self.json(report))
        }
    }

    static func text(_ report: ConsentImport.Report) -> String {
        var table = TextTable()
        table.add("  rows", Grouped.text(report.rows))
        table.add("  added", Grouped.text(report.added))
        table.add("  replaced", Grouped.text(report.replaced))
        table.add("  unchanged", Grouped.text(report.unchanged))
        table.add("  conflicts", "\(Grouped.text(report.conflicts)) (the most restrictive state counts)")
        for (reason, count) in report.refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            table.add("  refused", "\(Grouped.text(count)) \(reason)")
        }
        return "Consents imported.\n" + table.text
    }

    static func json(_ report: ConsentImport.Report) -> JSONValue {
        .object([
            "rows": .integer(Int64(report.rows)), "added": .integer(Int64(report.added)),
            "replaced": .integer(Int64(report.replaced)), "unchanged": .integer(Int64(report.unchanged)),
            "conflicts": .integer(Int64(report.conflicts)),
            "refused": .object(report.refused.mapValues { .integer(Int64($0)) }),
        ])
    }
}
