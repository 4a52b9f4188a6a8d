// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Joining
import Lists
import Segmentation
import Signing
import Vocabulary

/// `symbolon activations pull`.
struct ActivationsPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Plan a context now and write its messages for a gateway.",
        discussion: """
            The coordinator plans over allowed members, by handle. This home turns its own handles into numbers, looks at \
            consent, revocations and number once more, holds channel and text against the context that was applied from here, and \
            writes what is left. The file holds numbers and is readable by you \
            alone. It is meant for a program: texts may hold what partners told, and a spreadsheet may take one for a formula. \
            A plan below the agreement's minimum is withheld, and nothing is written: with --force an earlier file stays as it is.

            Columns: number (E.164), channel, text, send_after, not_after, handle. A gateway must send after the first and \
            not after the second moment; a message that is late is void, because quiet hours or a consent's end follow.

            Messages are left out, and counted, as: unknown-handle (this home has no such row in the round), revoked, not-allowed (no \
            decision allows it now), other-channel (the decision is for others), no-current-consent (by list or register, for this \
            channel), not-valid (the number is none any more), late (less than a minute is left), outside-hours (its time is not \
            within the allowed hours wherever the number may be).

            Exit codes: 0 written, 1 withheld or refused, 69 no weather or coordinator.

            Example: symbolon activations pull --agreement spring-launch --context rainy-friday-evening --out messages.csv

            JSON: {"context", "madeAt", "messages", "omitted": {reason: messages}, "plan", "round", "written"}
            """)

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "The context's name.")
    var context: String

    @Option(name: .customLong("out"), help: "The file to write, - for standard output.")
    var output: String

    @Flag(help: "Replace an existing file.")
    var force = false

    @Option(help: "How the report is printed; with --out - it goes to standard error.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        guard TextForm.isName(context) else {
            throw CommandFailure("--context: expected 1 to 64 of a-z, 0-9 and -, starting with a letter", .usage)
        }
        let start = try SystemClock.now()
        try ClockCheck.check(start, of: home)
        // Before the coordinator plans anything: a file that cannot be made is told at once.
        let file = try OutputFile(path: output, force: force, isPrivate: true)
        let (summary, messages) = try await CoordinatorConnection.run(from: home) { client in
            try ConsentRevocation(home: home).settle(at: SystemClock.now())
            // What was revoked here is gone there before anything is planned; where it is not, the export leaves it out.
            for refusal in try await ConsentRevocation(home: home).deliver(through: client).refusals {
                StandardError.write("symbolon: a revocation is not delivered: \(refusal)\n")
            }
            try await LogFollower.follow(agreement, of: home, through: client) { (try? SystemClock.now()) ?? start }
            return try await PlanPull(of: context, under: agreement, home: home)
                .run(through: client, now: SystemClock.now)
        }
        guard let plan = summary.plan else {
            let older = OutputPlace.kind(of: output) == .other && output != "-"
            try report(
                "The plan is below the agreement's minimum and withheld; nothing is written."
                    + (older ? " \(TerminalText.cleaned(output)) is still that of an earlier plan." : ""),
                json(summary, written: 0, omitted: [:]))
            throw CommandFailure.no
        }
        let (activations, omitted) = try Self.activations(of: messages, summary, under: agreement, home)
        try file.write("number,channel,text,send_after,not_after,handle\n".utf8)
        for activation in activations { try file.write(Self.line(activation).utf8) }
        try file.commit()
        try report(
            Self.text(plan: plan, written: activations.count, omitted: omitted, output: output),
            json(summary, written: activations.count, omitted: omitted))
    }

    /// Holds the register while the numbers are chosen, not while they are written: a slow reader of a pipe must not keep
    /// anybody from taking a consent back.
    private static func activations(
        of messages: [PlannedMessage], _ summary: PlanSummary, under agreement: Agreement, _ home: Home
    ) throws -> ([ActivationExport.Activation], omitted: [String: Int]) {
        let lock = try home.lockConsents()
        var export = try ActivationExport(
            of: messages, planned: summary.context, in: summary.round, under: agreement, home: home,
            at: SystemClock.now())
        var activations: [ActivationExport.Activation] = []
        for message in messages {
            if let activation = try export.activation(of: message) { activations.append(activation) }
        }
        // Not before: until here nobody takes a consent back.
        _ = consume lock
        return (activations, export.omitted)
    }

    private static func line(_ activation: ActivationExport.Activation) -> String {
        let message = activation.message
        let text = message.text.replacing("\"", with: "\"\"")
        return "\(activation.number),\(message.channel.rawValue),\"\(text)\",\(message.sendAfter),\(message.notAfter),"
            + "\(message.handle.hex)\n"
    }

    private static func text(plan: PlanSummary.Plan, written: Int, omitted: [String: Int], output: String) -> String {
        var lines = [
            "\(Grouped.text(written)) messages written to \(output == "-" ? "standard output" : output), "
                + "\(Grouped.text(plan.messages)) planned."
        ]
        for (reason, count) in omitted.sorted(by: { $0.key < $1.key }) {
            lines.append("\(Grouped.text(count)) left out: \(reason)")
        }
        return lines.joined(separator: "\n")
    }

    private func json(_ summary: PlanSummary, written: Int, omitted: [String: Int]) -> JSONValue {
        .object([
            "context": .string(summary.context.name), "round": .string(summary.round.hex),
            "madeAt": .string(summary.madeAt.text), "plan": summary.plan.map { .string($0.id.hex) } ?? .null,
            "messages": summary.plan.map { .integer(Int64($0.messages)) } ?? .null,
            "written": .integer(Int64(written)),
            "omitted": .object(omitted.mapValues { .integer(Int64($0)) }),
        ])
    }

    private func report(_ text: String, _ json: JSONValue) throws {
        let line = format == .json ? String(decoding: json.canonicalBytes, as: UTF8.self) : text
        if output == "-" { StandardError.write(line + "\n") } else { try StandardOutput.write(line: line) }
    }
}
