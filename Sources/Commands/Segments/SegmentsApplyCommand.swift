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
        abstract: "Set the segments of a file, or remove some, all or none of them.",
        discussion: """
            Segments of the file are new or replace those of the same name; others stay. Rules are checked here and at the \
            coordinator; an error names file, line and column.

                segments:
                  - name: film-fans
                    description: Members who like films
                    when: streamco.interest == 'film' && number.country == 'GB'

            Example: symbolon segments apply segments.yaml --agreement spring-launch

            JSON: {"applied": [name], "removed": [name]}
            """)

    @Argument(help: "The YAML file, - for standard input; may be left out with --remove.")
    var file: String?

    @Option(help: "Remove the segment of this name; may be given several times.")
    var remove: [String] = []

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        guard file != nil || !remove.isEmpty else { throw CommandFailure("name a file, or --remove NAME", .usage) }
        var definitions: [SegmentDefinition] = []
        if let file {
            let yaml = try InputFile.read(file, limit: 256 << 10)
            definitions = try SegmentFile.definitions(
                yaml: yaml, file: file == "-" ? "standard input" : file, schema: RuleSchema(agreement))
        }
        let statement = SegmentsStatement(
            agreement: agreement.id, from: home.party, at: try SystemClock.now(), segments: definitions, remove: remove)
        let signed = try Signed(statement, by: home.identityKey())
        try await CoordinatorConnection.run(from: home) { try await $0.put(signed) }
        try DefinitionsReport(kind: "segment", applied: definitions.map(\.name), removed: remove).write(format)
    }
}
