// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Segmentation
import Signing
import Vocabulary

/// `symbolon segments show`.
struct SegmentsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print one segment.",
        discussion: """
            Example: symbolon segments show film-fans --agreement spring-launch

            JSON: {"description", "name", "size", "when"}
            """)

    @Argument(help: "The segment's name.")
    var name: String

    @OptionGroup var source: SegmentSource

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let (entry, listing) = try await source.entry(named: name)
        switch format {
        case .json: try StandardOutput.write(json: SegmentsListCommand.json(entry))
        case .text:
            var table = TextTable()
            table.add("  description", entry.definition.description ?? "none")
            table.add("  size", SegmentsListCommand.size(entry, in: listing))
            if let round = listing.round, let at = listing.decidedAt {
                table.add("  members of", "round \(round.hex.prefix(16)), decided \(at)")
            }
            table.add("  rule", entry.definition.when)
            try StandardOutput.write(line: "\(entry.definition.name)\n\(table.text)")
        }
    }
}
