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

            Example: symbolon blind customers.csv --agreement spring-launch --round 2 --out round2.blinded

            JSON: {"agreement", "count", "file", "list", "number", "round"}
            """)

    @Argument(help: "The list: CSV, NDJSON or one number a line, plain or .gz, - for standard input.")
    var file: String

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "The round's number; default: the one after the last that this home used.")
    var round: UInt32?

    @Option(name: .customLong("out"), help: "The blinded file.")
    var output: String

    @Option(help: "Write refused rows with their reasons to this file, which holds numbers: keep it private.")
    var rejects: String?

    @Flag(help: "Replace existing files.")
    var force = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var list: ListFlags
    @OptionGroup var home: HomeOptions

    func run() throws {
        let home = try home.open()
        let lock = try home.lock()
        let stored = try home.agreement(matching: agreement)
        let agreement = stored.agreement
        guard stored.bundle.isComplete else {
            throw JoinError.notSigned(agreement: agreement.name, by: stored.bundle.missing)
        }
        let number = try round ?? home.nextRound(of: agreement.id)
        guard number >= 1, number <= agreement.rounds.maximum else {
            throw CommandFailure("--round: the agreement allows rounds 1 to \(agreement.rounds.maximum)", .usage)
        }
        let output = BlindedOutput(path: output, replaces: force)
        try OutputPlace.check(self.output, reading: list.inputs(file))
        if let rejects, OutputPlace.areSame(rejects, self.output) {
            throw CommandFailure("--rejects needs a file of its own", .usage)
        }
        try output.check()
        let preparation = ListPreparation(
            home: home, agreement: agreement,
            intake: try list.intake(
                file, under: agreement, of: home, rejects: rejects, replacesRejects: force))
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
