// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing

/// `symbolon segments apply`.
struct SegmentsApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Set the segments of a file, remove others by name, or both.",
        discussion: """
            Segments of the file are new or replace those of the same name; others stay. Rules are checked here and at the \
            coordinator; an error names file, line and column.

                segments:
                  - name: film-fans
                    description: Members who like films
                    when: streamco.interest == 'film' && number.country == 'GB'

            Example: symbolon segments apply segments.yaml --agreement spring-launch

            JSON: {"absent": [name], "applied": [name], "removed": [name]}; absent are those to be removed that are not there
            """)

    @OptionGroup var change: DefinitionsChange

    func run() async throws {
        let (home, agreement, file) = try change.read { yaml, name, agreement in
            try DefinitionsFile<SegmentDefinition>(yaml: yaml, file: name, schema: RuleSchema(agreement))
        }
        try await change.send("segment", file, from: home, under: agreement) { client in
            try await client.segments(of: agreement.id).entries.map(\.definition.name)
        } send: {
            try await $0.put($1)
        }
    }
}
