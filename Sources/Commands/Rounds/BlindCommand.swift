// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Home
import Joining
import Lists
import Signing
import Vocabulary

/// `symbolon blind`.
struct BlindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blind",
        abstract: "Make the blinded list of a round offline, for a later join from this home.",
        discussion: """
            Needs no network: the round's identifier follows from the agreement and the number. The home keeps the key and the \
            row map, so that only this home can join with the file; the home may be moved as a whole, and must never be used \
            twice. A round number is spent for ever.

            Long lists can be spread over machines that share the home, or have a copy of it made after the round's key was drawn (by a \
            part of one row): --rows blinds a part of the list into a sealed file, --merge makes the list with the parts. What of the \
            list counts is decided by the merge, which blinds what no part has. Parts of a round can be merged until a later round has \
            been joined.

            Example: symbolon blind customers.csv --agreement spring-launch --round 2 --out round2.blinded
                     symbolon blind - --rows 1-1000000 --agreement spring-launch --round 2 --out part.1 < customers.csv
                     symbolon blind customers.csv --merge part.1 part.2 --agreement spring-launch --round 2 --out round2.blinded

            JSON: {"agreement", "count", "file", "list", "number", "round"}; of a part {"agreement", "count", "file", "number", \
            "round", "rows": [first, last]}, on standard error where the part is on standard output
            """)

    @Argument(help: "The list: CSV, NDJSON or one number a line, plain or .gz, - for standard input.")
    var file: String

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(
        help:
            "The round's number; default: the last that this home used, or, where its list is finished, the one after it."
    )
    var round: UInt32?

    @Option(name: .customLong("out"), help: "The blinded file; of a part also - for standard output.")
    var output: String

    @Option(
        help: ArgumentHelp(
            "Make a part: blind these rows only, the first being 1. The last may be left out.", valueName: "A-B"))
    var rows: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Take what these parts hold, and blind the rest.", valueName: "part"))
    var merge: [String] = []

    @Option(help: "Write refused rows with their reasons to this file, which holds numbers: keep it private.")
    var rejects: String?

    @Flag(help: "Replace existing files.")
    var force = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var list: ListFlags
    @OptionGroup var home: HomeOptions

    func run() throws {
        let part = try rows.map { try PartRows(argument: $0).range }
        guard part != nil || output != "-" else {
            throw CommandFailure("--out: only a part (--rows) can be written to standard output; name a file", .usage)
        }
        let home = try home.open()
        let stored = try home.agreement(matching: agreement)
        let agreement = stored.agreement
        guard stored.bundle.isComplete else {
            throw JoinError.notSigned(agreement: agreement.name, by: stored.bundle.missing)
        }
        let number = try round ?? home.nextRound(of: agreement.id)
        guard number >= 1, number <= agreement.rounds.maximum else {
            throw CommandFailure("--round: the agreement allows rounds 1 to \(agreement.rounds.maximum)", .usage)
        }
        if let part { return try blindPart(part, of: agreement, number: number, in: home) }
        try blindList(under: agreement, number: number, in: home)
    }

    private func blindPart(_ rows: ClosedRange<UInt64>, of agreement: Agreement, number: UInt32, in home: Home) throws {
        guard merge.isEmpty, rejects == nil else {
            throw CommandFailure("--rows makes a part; --merge and --rejects go with the whole list", .usage)
        }
        let isStream = output == "-"
        if !isStream {
            try OutputPlace.check(output, reading: list.inputs(file))
            try BlindedOutput(path: output, replaces: force).check()
        }
        let preparation = ListPreparation(
            home: home, agreement: agreement,
            intake: try list.intake(file, under: agreement, of: home, rejects: nil, replacesRejects: false))
        let reporter = JoinReporter()
        let count = try PartBlinding(preparation: preparation, rows: rows).run(
            round: number, to: isStream ? .standardOutput : .file(path: output, replaces: force),
            progress: reporter.report)
        reporter.finish()
        let last: JSONValue = rows.upperBound > UInt64(Int64.max) ? .null : .integer(Int64(rows.upperBound))
        let line =
            switch format {
            case .text:
                "Round \(number): \(Grouped.text(count)) numbers blinded to \(isStream ? "standard output" : output)."
            case .json:
                String(
                    decoding: JSONValue.object([
                        "agreement": .string(agreement.id.hex), "round": .string(agreement.roundID(number).hex),
                        "number": .integer(Int64(number)), "count": .integer(Int64(count)), "file": .string(output),
                        "rows": .array([.integer(Int64(clamping: rows.lowerBound)), last]),
                    ]).canonicalBytes, as: UTF8.self)
            }
        if isStream { StandardError.write(line + "\n") } else { try StandardOutput.write(line: line) }
    }

    private func blindList(under agreement: Agreement, number: UInt32, in home: Home) throws {
        // All parts are read at the same time.
        try OpenFileLimit.raise(for: merge.count)
        let lock = try home.lock()
        let output = BlindedOutput(path: output, replaces: force)
        try OutputPlace.check(self.output, reading: list.inputs(file) + merge)
        if let rejects, OutputPlace.areSame(rejects, self.output) {
            throw CommandFailure("--rejects needs a file of its own", .usage)
        }
        try output.check()
        let preparation = ListPreparation(
            home: home, agreement: agreement,
            intake: try list.intake(
                file, under: agreement, of: home, rejects: rejects, replacesRejects: force),
            parts: merge)
        let reporter = JoinReporter()
        let round = try OfflineBlinding(preparation: preparation, output: output).run(
            round: number, holding: lock, at: SystemClock.now(), progress: reporter.report)
        reporter.finish()
        switch format {
        case .text:
            try StandardOutput.write(
                line:
                    "Round \(number) of \(agreement.name): \(Grouped.text(round.count)) numbers blinded to \(output.path).\n"
                    + "Join with: symbolon join \(output.path) --agreement \(agreement.name)")
        case .json:
            try StandardOutput.write(
                json: .object([
                    "agreement": .string(agreement.id.hex), "round": .string(round.id.hex),
                    "number": .integer(Int64(number)), "count": .integer(Int64(round.count)),
                    "file": .string(output.path), "list": try home.summary(of: round.id),
                ]))
        }
    }
}
