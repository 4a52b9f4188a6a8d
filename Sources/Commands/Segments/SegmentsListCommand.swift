// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing
import Vocabulary

/// `symbolon segments list`.
struct SegmentsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the segments of an agreement with their sizes.",
        discussion: """
            Sizes are those of the newest decided round, now: rounded down to 50, and not told below the agreement's minimum.

            Example: symbolon segments list --agreement spring-launch

            JSON: {"decidedAt", "round", "segments": [{"description", "name", "size", "when"}]}; size is null below the minimum
            """)

    @OptionGroup var source: SegmentSource

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let listing = try await source.listing()
        switch format {
        case .text: try StandardOutput.write(line: Self.text(listing))
        case .json: try StandardOutput.write(json: Self.json(listing))
        }
    }

    static func text(_ listing: SegmentListing) -> String {
        guard !listing.entries.isEmpty else { return "There are no segments yet: symbolon segments apply FILE" }
        var table = TextTable(["SEGMENT", "SIZE", "RULE"])
        for entry in listing.entries {
            table.add(entry.definition.name, size(entry, in: listing), line(entry.definition.when))
        }
        return table.text
    }

    static func json(_ listing: SegmentListing) -> JSONValue {
        .object([
            "round": listing.round.map { .string($0.hex) } ?? .null,
            "decidedAt": listing.decidedAt.map { .string($0.text) } ?? .null,
            "segments": .array(listing.entries.map(json)),
        ])
    }

    static func json(_ entry: SegmentListing.Entry) -> JSONValue {
        .object([
            "name": .string(entry.definition.name), "when": .string(entry.definition.when),
            "description": entry.definition.description.map { .string($0) } ?? .null,
            "size": entry.size.map { .integer(Int64($0)) } ?? .null,
        ])
    }

    /// The size in words.
    static func size(_ entry: SegmentListing.Entry, in listing: SegmentListing) -> String {
        guard listing.round != nil else { return "no members: no round is decided, or retention has ended" }
        return entry.size.map { "\(Grouped.text($0)) or more" } ?? "below the minimum"
    }

    /// A rule on one line.
    private static func line(_ rule: String) -> String {
        rule.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
