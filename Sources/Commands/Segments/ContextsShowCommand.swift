// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing
import Vocabulary

/// `symbolon contexts show`.
struct ContextsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print one context with its text.",
        discussion: """
            Example: symbolon contexts show rainy-friday-evening --agreement spring-launch

            JSON: {"channel", "days", "from", "horizonHours", "name", "segment", "text", "until", "weather"}; days, from, \
            horizonHours, until and weather are null where the context leaves them open
            """)

    @Argument(help: "The context's name.")
    var name: String

    @OptionGroup var source: ContextSource

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let (home, agreement, contexts) = try await source.contexts()
        guard let context = contexts.first(where: { $0.name == name }) else {
            throw CommandFailure(
                "there is no context \(TerminalText.cleaned(name)) under \(agreement.name): symbolon contexts list",
                .missingInput)
        }
        let kept = try home.contextDefinitions(named: name, of: agreement.id)
        if !kept.contains(context.json.canonicalBytes) {
            StandardError.write(
                "symbolon: this context is not the one that was applied last from this home, which will take no plan of it: "
                    + "apply it again\n")
        }
        switch format {
        case .text: try StandardOutput.write(line: Self.text(context))
        case .json: try StandardOutput.write(json: ContextsListCommand.json(context))
        }
    }

    static func text(_ context: ContextDefinition) -> String {
        var table = TextTable()
        table.add("  segment", context.segment)
        table.add("  channel", context.channel.rawValue)
        table.add("  window", ContextsListCommand.window(of: context))
        table.add("  weather", context.weather.map { "\($0.place): \($0.when)" } ?? "any")
        table.add("  horizon", "\(context.horizon / 3600) hours")
        let text = context.text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        return ([context.name, table.text, "  text"] + text).joined(separator: "\n")
    }
}
