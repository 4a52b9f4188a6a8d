// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PhoneNumbers
import Signing

/// `symbolon numbers explain`.
struct NumbersExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show step by step how a text is read as a number, and why it is or is not valid.",
        discussion: """
            Ends with 1 when the number is not valid. A number on the command line stays in the shell's history: - reads it from \
            standard input. An argument that starts with a hyphen goes behind --.

            Example: symbolon numbers explain "(415) 555-0132 ext. 7" --region US

            JSON: {"carrier", "country", "e164", "extension", "international", "location", "national", "notes", "plan", "reason", \
            "sms", "status", "steps": [text], "timezones", "type"}
            """)

    @Argument(help: "The text; - reads one line from standard input.")
    var number: String

    @OptionGroup var region: NumberRegion
    @OptionGroup var plan: PlanOptions

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() throws {
        let plan = try plan.plan()
        let explanation = try plan.explain(NumberRegion.text(number), region: region.region(in: plan))
        switch format {
        case .text: try StandardOutput.write(line: ExplanationText.text(explanation, plan: plan))
        case .json: try StandardOutput.write(json: Self.json(explanation, plan: plan))
        }
        if explanation.reading.reason != nil { throw CommandFailure.no }
    }

    private static func json(_ explanation: Explanation, plan: NumberingPlan) -> JSONValue {
        let facts = explanation.facts
        let written = explanation.reading.number.map { plan.written($0) }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
            "status": .string(explanation.reading.status.rawValue), "e164": text(explanation.reading.number?.e164),
            "reason": text(explanation.reading.reason?.rawValue),
            "notes": .array(explanation.reading.notes.names.map { .string($0) }), "country": text(facts?.country),
            "type": text(facts?.type.rawValue), "location": text(facts?.location), "carrier": text(facts?.carrier),
            "timezones": .array((facts?.timezones ?? []).map { .string($0) }),
            "sms": text(facts?.type.smsCapability.rawValue), "extension": text(explanation.extension),
            "international": text(written?.international), "national": text(written?.national),
            "steps": .array(ExplanationText.steps(explanation).map { .string($0) }), "plan": .string(plan.version),
        ])
    }
}
