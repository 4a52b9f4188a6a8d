// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Consent
import CoordinatorClient
import Home
import Joining
import PhoneNumbers
import Signing
import Vocabulary

/// `symbolon consents show`.
struct ConsentsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell what is known about one number: consents, rounds, decisions, segments, plans.",
        discussion: """
            For a person who asks why they were written to, or not. What the home holds is shown even where the coordinator \
            cannot be reached; segments and plans are the coordinator's. Segments below the minimum size are not told.

            Exit codes: 0 something is known, 1 nothing is.

            Example: symbolon consents show +14155550132

            JSON: {"listRecords": [record], "register": [{"consent", "recordedAt"}], "rounds": [{"agreement", "decision": \
            {"at", "channels", "outcome", "policies": ["NAME VERSION"], "reasons", "sequence", "until"}, "handle", "matched", \
            "number", "plans", "revocation": {"at", "delivered", "receipt": {"at", "sequence"}}, "round", "segments", "step"}], \
            "unreadable", "withdrawnAt"}; what does not apply is null; segments and plans are null too where the coordinator was \
            not asked
            """)

    @OptionGroup var number: NumberArgument

    @Flag(help: "Do not ask the coordinator.")
    var offline = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let digits = try number.phoneNumber(in: home.numberingPlan()).digits
        var history = try NumberHistory(of: digits, in: home)
        let records = try NumberHistory.listRecords(of: digits, in: home, rounds: history.rounds)
        if !offline, history.rounds.contains(where: { $0.handle != nil && $0.isBrand }),
            try CoordinatorConnection.isEnrolled(home)
        {
            do {
                history = try await CoordinatorConnection.run(from: home) { [history] client in
                    var asked = history
                    try await asked.ask(client)
                    return asked
                }
            } catch let error as ClientError {
                StandardError.write("symbolon: segments and plans are not shown: \(error)\n")
            }
        }
        switch format {
        case .text: try StandardOutput.write(line: HistoryText.text(history, records: records))
        case .json: try StandardOutput.write(json: Self.json(history, records: records))
        }
        if history.isEmpty { throw CommandFailure.no }
    }

    static func json(_ history: NumberHistory, records: [ConsentRecord]) -> JSONValue {
        .object([
            "register": .array(
                history.register.records.map {
                    .object(["consent": $0.record.json, "recordedAt": .string($0.recordedAt.text)])
                }),
            "listRecords": .array(records.map(\.json)), "rounds": .array(history.rounds.map(json)),
            "withdrawnAt": history.register.withdrawnAt.map { .string($0.text) } ?? .null,
            "unreadable": .bool(history.register.isUnreadable),
        ])
    }

    private static func json(_ round: NumberHistory.Round) -> JSONValue {
        .object([
            "agreement": .string(round.agreement), "round": .string(round.round.id.hex),
            "number": .integer(Int64(round.round.number)), "matched": .bool(round.handle != nil),
            "step": .string(round.round.step.rawValue), "handle": round.handle.map { .string($0.hex) } ?? .null,
            "decision": decision(of: round), "revocation": revocation(of: round),
            "segments": round.story.map { .array($0.segments.map { .string($0) }) } ?? .null,
            "plans": round.story.map { .array($0.plans.map(json)) } ?? .null,
        ])
    }

    private static func decision(of round: NumberHistory.Round) -> JSONValue {
        round.decision.map { decision in
            .object([
                "outcome": .string(decision.isAllowed ? "allowed" : "refused"), "reasons": decision.reasons,
                "channels": .array(decision.channels.map { .string($0.rawValue) }), "at": .string(decision.at.text),
                "sequence": .integer(Int64(decision.sequence)),
                "policies": .array(round.policies.map { .string("\($0.name) \($0.version)") }),
                "until": decision.until.map { .string($0.text) } ?? .null,
            ])
        } ?? .null
    }

    private static func revocation(of round: NumberHistory.Round) -> JSONValue {
        round.revocation.map { revocation in
            .object([
                "at": .string(revocation.at.text), "delivered": .bool(revocation.receipt != nil),
                "receipt": round.receipt.map {
                    .object(["at": .string($0.at.text), "sequence": .integer(Int64($0.sequence))])
                } ?? .null,
            ])
        } ?? .null
    }

    private static func json(_ place: MemberStory.PlanPlace) -> JSONValue {
        .object([
            "plan": .string(place.plan.hex), "context": .string(place.context),
            "channel": .string(place.channel.rawValue), "madeAt": .string(place.madeAt.text),
            "sendAfter": .string(place.sendAfter.text), "notAfter": .string(place.notAfter.text),
        ])
    }
}
