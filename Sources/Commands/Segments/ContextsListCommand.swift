// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing
import Vocabulary

/// `symbolon contexts list`.
struct ContextsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the contexts of an agreement.",
        discussion: """
            Example: symbolon contexts list --agreement spring-launch

            JSON: {"contexts": [{"channel", "days", "from", "horizonHours", "name", "segment", "text", "until", "weather"}]}
            """)

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        let contexts = try await CoordinatorConnection.run(from: home) { try await $0.contexts(of: agreement.id) }
        switch format {
        case .text: try StandardOutput.write(line: Self.text(contexts))
        case .json: try StandardOutput.write(json: .object(["contexts": .array(contexts.map(\.json))]))
        }
    }

    static func text(_ contexts: [ContextDefinition]) -> String {
        guard !contexts.isEmpty else { return "There are no contexts yet: symbolon contexts apply FILE" }
        var table = TextTable(["CONTEXT", "SEGMENT", "CHANNEL", "WINDOW", "WEATHER"])
        for context in contexts {
            table.add(
                context.name, context.segment, context.channel.rawValue, window(of: context),
                context.weather.map { "\($0.place): \($0.when)" } ?? "any")
        }
        return table.text
    }

    /// The days and hours by the member's clock.
    static func window(of context: ContextDefinition) -> String {
        let days = context.days.map { $0.map(\.rawValue).joined(separator: " ") } ?? "every day"
        return "\(days) \(context.hours)"
    }
}
