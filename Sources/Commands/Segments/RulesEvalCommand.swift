// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Segmentation

/// `symbolon rules eval`.
struct RulesEvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluate one expression on JSON data and print its value as JSON.",
        discussion: """
            The language is a subset of CEL: == != < <= > >= && || ! in has(name) tag('x'), strings, numbers, booleans, \
            lists. Names are paths into the data: {"streamco": {"interest": "film"}} has streamco.interest. A name without a \
            value is unknown, and so is what depends on it: null is printed. A rule matches only where it is true.

            Exit codes: 0 evaluated, 65 the expression or the data cannot be read.

            Example: symbolon rules eval "number.country == 'GB' && !(streamco.visits < 3)" --data member.json
            """)

    @Argument(help: "The expression.")
    var expression: String

    @Option(help: "A JSON object, - for standard input; without it nothing is known.")
    var data: String?

    func run() throws {
        let bytes = try data.map { try InputFile.read($0, limit: RuleData.maximumBytes) } ?? Array("{}".utf8)
        let trial: RuleTrial
        do {
            trial = try RuleTrial(of: expression, on: RuleData(parsing: bytes))
        } catch let error as RuleError {
            // What is too long to be a rule is no line to be looked at.
            if expression.utf8.count <= Rule.maximumBytes { StandardError.write(error.shown(in: expression) + "\n") }
            throw CommandFailure("expression: \(error)", .badInput)
        } catch let error as RuleDataError {
            throw CommandFailure("\(data.map { $0 == "-" ? "standard input" : $0 } ?? "data"): \(error)", .badInput)
        }
        if !trial.unknownNames.isEmpty {
            StandardError.write("unknown: \(trial.unknownNames.joined(separator: ", "))\n")
        }
        try StandardOutput.write(line: trial.json)
    }
}
