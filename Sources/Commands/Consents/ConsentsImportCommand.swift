// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Joining
import Signing

/// `symbolon consents import`.
struct ConsentsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a consent file into this home's register.",
        discussion: """
            FILE has a column of numbers and consent_sender, consent_purpose, consent_channel (one or several of sms, mms, \
            rcs, whatsapp, voice, with | between), consent_state (given, renewed, withdrawn, refused, …), consent_given_at, \
            consent_expires_at (may be empty), consent_method, consent_notice, consent_jurisdiction and consent_evidence. \
            Moments need a zone: 2026-01-31T08:00:00Z. Other names: --preset, --columns MAP.yaml.

            Two rows for one number, sender and purpose are brought to one: the most restrictive state counts, and a row in \
            another state goes to the rejects as consent-conflict. A refusal that is recorded stays until a consent is imported \
            that was given after it was recorded, and not in the future; any other goes to the rejects with the refusal's state, \
            as consent-withdrawn. A number \
            that matched before and is refused now is revoked at the coordinator, as consents revoke does. The register is \
            changed whole or not at all; rows that cannot be read go to the rejects with a reason.

            Exit codes: 0 imported, 65 every row was refused and nothing imported, 69 imported, but revocations are not delivered.

            Example: symbolon consents import consents.csv --region US --rejects rejects.csv

            JSON: {"added", "conflicts", "pending", "refused": {reason: rows}, "repeated", "replaced", "revoked", "rows", \
            "unchanged", "withdrawn"}; rows are those added, replaced, unchanged, repeated, in conflicts and refused together
            """)

    @Argument(help: "The consent file: CSV or NDJSON, plain or .gz, - for standard input.")
    var file: String

    @Option(
        help:
            "Write refused and conflicting rows with their reasons to this file, which holds numbers: keep it private.")
    var rejects: String?

    @Flag(help: "Replace an existing rejects file.")
    var force = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var list: ListFlags
    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        try ConsentsCommand.requireBrand(home)
        let report = try importFile(into: home)
        // What an earlier run left undelivered too: whoever runs it again means to have it done.
        let delivery = try await RevocationDelivery(of: home)
        switch format {
        case .text: try StandardOutput.write(line: Self.text(report))
        case .json: try StandardOutput.write(json: Self.json(report, pending: delivery.left))
        }
        for notice in report.notices { StandardError.write(TerminalText.cleaned("symbolon: \(notice)") + "\n") }
        guard report.used > 0 else {
            throw CommandFailure(
                "\(file == "-" ? "standard input" : file): every row was refused and nothing is imported; "
                    + (rejects.map { "the rows are in \($0)" } ?? "see the rows with --rejects FILE"), .badInput)
        }
        try delivery.check()
    }

    private func importFile(into home: Home) throws -> ConsentImport.Report {
        let lock = try home.lockConsents()
        let intake = try list.intake(file, of: home, takesPossible: true, rejects: rejects, replacesRejects: force)
        let line = ProgressLine()
        defer { line.clear() }
        return try ConsentImport(home: home, intake: intake).run(holding: lock, at: SystemClock.now()) { rows in
            line.update("reading", done: rows, total: nil)
        }
    }

    static func text(_ report: ConsentImport.Report) -> String {
        var table = TextTable()
        table.add("  rows", Grouped.text(report.rows))
        table.add("  added", Grouped.text(report.merge.added))
        table.add("  replaced", Grouped.text(report.merge.replaced))
        table.add("  unchanged", Grouped.text(report.merge.unchanged))
        table.add("  repeated", Grouped.text(report.merge.repeated))
        let note =
            report.conflicts == 0
            ? "" : " (another row is more restrictive and counts; --rejects has them as consent-conflict)"
        table.add("  conflicting", Grouped.text(report.conflicts) + note)
        if report.merge.withdrawn > 0 {
            table.add("  withdrawn", "\(Grouped.text(report.merge.withdrawn)) (by rows refused for other fields)")
        }
        if report.merge.revoked > 0 {
            table.add("  revoked", "\(Grouped.text(report.merge.revoked)) (members of earlier rounds)")
        }
        for (reason, count) in report.refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            table.add("  refused", "\(Grouped.text(count)) \(reason)")
        }
        return (report.used > 0 ? "Consents imported.\n" : "Nothing imported.\n") + table.text
    }

    static func json(_ report: ConsentImport.Report, pending: Int) -> JSONValue {
        .object([
            "rows": .integer(Int64(report.rows)), "added": .integer(Int64(report.merge.added)),
            "replaced": .integer(Int64(report.merge.replaced)), "unchanged": .integer(Int64(report.merge.unchanged)),
            "repeated": .integer(Int64(report.merge.repeated)), "conflicts": .integer(Int64(report.conflicts)),
            "withdrawn": .integer(Int64(report.merge.withdrawn)), "revoked": .integer(Int64(report.merge.revoked)),
            "pending": .integer(Int64(pending)),
            "refused": .object(report.refused.mapValues { .integer(Int64($0)) }),
        ])
    }
}
