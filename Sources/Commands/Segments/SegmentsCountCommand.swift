// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Segmentation
import Signing

/// `symbolon segments count`.
struct SegmentsCountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count the members of a segment now.",
        discussion: """
            The number that is printed is rounded down to 50: the segment has so many members or up to 49 more. Below the \
            agreement's minimum none is told, and the exit code is 1.

            Example: symbolon segments count film-fans --agreement spring-launch

            JSON: {"name", "size"}; size is rounded down to 50, and null below the minimum
            """)

    @Argument(help: "The segment's name.")
    var name: String

    @OptionGroup var source: SegmentSource

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let (entry, listing) = try await source.entry(named: name)
        switch format {
        case .text:
            try StandardOutput.write(line: entry.size.map(String.init) ?? SegmentsListCommand.size(entry, in: listing))
        case .json:
            try StandardOutput.write(
                json: .object([
                    "name": .string(name), "size": entry.size.map { .integer(Int64($0)) } ?? .null,
                ]))
        }
        if entry.size == nil { throw CommandFailure.no }
    }
}
