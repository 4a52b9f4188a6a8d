// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Home
import Joining
import Messages
import Signing

/// `symbolon join`.
struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Take part in the newest round of an agreement with a list.",
        discussion: """
            FILE is a list (CSV, NDJSON or one number a line, plain or .gz, - for standard input), or a file that \
            `symbolon blind` made in this home. The command normalises and blinds the numbers, commits to the list, waits for \
            the others, takes its turns, and stores the result. It may be stopped at any time and started again: it goes on \
            from what the home has stored. When the round has ended here it prints the outcome again.

            Exit codes: 0 matched; 1 below the minimum, or the round was stopped; 65 no row of the list can be used; 75 busy or \
            waited too long, run it again.

            Example: symbolon join customers.csv --agreement spring-launch --region US

            The brand's list needs a consent for each number: in the columns consent_sender, consent_purpose, \
            consent_channel, consent_state, consent_given_at, consent_expires_at, consent_method, consent_notice, \
            consent_jurisdiction and consent_evidence, or in the register of this home (symbolon consents import). Columns \
            that are called as granted attributes are told to the coordinator for matched rows. Other names: --preset, --columns MAP.yaml.

            JSON: {"agreement", "bytesReceived", "bytesSent", "decision", "decisions": {"allowed", "reasons", "refused"}, \
            "exposureCharged", "exposureLimit", "list", "listRows", "manifest", "matchedRows", "members", "number", "repeated", "round"}
            """)

    @Argument(help: "The list, or a blinded file of this home.")
    var file: String

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "How long to wait for the others and the coordinator, such as 30s, 10m, 24h, 2d.")
    var wait = WaitDuration(seconds: 86_400)

    @Option(help: "Write refused rows with their reasons to this file, which holds numbers: keep it private.")
    var rejects: String?

    @Flag(help: "Replace an existing rejects file.")
    var force = false

    @Option(
        help: "The most rows of others that this party will ever multiply under the agreement; kept from now on.")
    var exposureLimit: Int?

    @Flag(help: "The home was moved whole after it committed, and the original is never used again.")
    var moved = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var list: ListFlags
    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let lock = try home.lock(isMoved: moved)
        let stored = try home.agreement(matching: agreement)
        if let exposureLimit { try home.setExposureLimit(of: stored.agreement.id, to: exposureLimit) }
        let intake = try list.intake(
            file, under: stored.agreement, of: home, rejects: rejects, replacesRejects: force)
        let reporter = JoinReporter()
        defer { reporter.finish() }
        // The wall clock is read again and again: a join may last a day.
        let start = try SystemClock.now()
        let outcome = try await CoordinatorConnection.run(from: home) { client in
            try await Join(
                home: home, client: client, intake: intake, bundle: stored.bundle, wait: wait.duration,
                now: { (try? SystemClock.now()) ?? start }, report: reporter.report
            ).run(holding: lock)
        }
        reporter.finish()
        let report = JoinReport(
            outcome: outcome, agreement: stored.agreement, opensRounds: stored.agreement.learnsMatchedRows(home.party),
            list: try? ListReport(json: home.summary(of: outcome.round)))
        switch format {
        case .text: try StandardOutput.write(line: report.text)
        case .json: try StandardOutput.write(json: report.json)
        }
        if outcome.decision == .belowMinimum { throw CommandFailure.no }
    }
}
