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

            JSON: {"contexts": [{"channel", "days", "from", "horizonHours", "name", "segment", "text", "until", "weather"}]}; days, \
            from, horizonHours, until and weather are null where the context leaves them open
            """)

    @OptionGroup var source: ContextSource

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let contexts = try await source.contexts().contexts
        switch format {
        case .text: try StandardOutput.write(line: Self.text(contexts))
        case .json: try StandardOutput.write(json: .object(["contexts": .array(contexts.map(Self.json))]))
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

    /// A context for programs: unlike where it is sent, what it leaves open is null.
    static func json(_ context: ContextDefinition) -> JSONValue {
        guard case .object(let fields) = context.json else { return context.json }
        let open: [String: JSONValue] = [
            "days": .null, "from": .null, "until": .null, "horizonHours": .null, "weather": .null,
        ]
        return .object(open.merging(fields) { $1 })
    }

    /// The days and hours by the member's clock.
    static func window(of context: ContextDefinition) -> String {
        let days = context.days.map { $0.map(\.rawValue).joined(separator: " ") } ?? "every day"
        return "\(days) \(context.hours)"
    }
}
