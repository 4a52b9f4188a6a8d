// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing

/// `symbolon contexts apply`.
struct ContextsApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Set the contexts of a file, or remove some, all or none of them.",
        discussion: """
            Contexts of the file are new or replace those of the same name; others stay. The window must hold in every time \
            zone that the number may be in, and within the hours of the law and of consideration (08:00 to 21:00 unless a \
            rule narrows them).

                contexts:
                  - name: rainy-friday-evening
                    segment: film-fans
                    channel: sms
                    days: [fri]
                    from: "17:00"
                    until: "21:00"
                    weather: {place: london, when: weather.precipitation >= 0.2}
                    text: "A rainy evening, {{streamco.interest | default: 'good'}} films. {{sender}}"

            Example: symbolon contexts apply contexts.yaml --agreement spring-launch

            JSON: {"applied": [name], "removed": [name]}
            """)

    @Argument(help: "The YAML file, - for standard input; may be left out with --remove.")
    var file: String?

    @Option(help: "Remove the context of this name; may be given several times.")
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
        var definitions: [ContextDefinition] = []
        if let file {
            let yaml = try InputFile.read(file, limit: 256 << 10)
            // Segments and places are known at the coordinator, which checks them.
            let scope = ContextScope(
                schema: RuleSchema(agreement), channels: agreement.channels, segments: nil, places: nil)
            definitions = try ContextFile.definitions(
                yaml: yaml, file: file == "-" ? "standard input" : file, scope: scope)
        }
        let statement = ContextsStatement(
            agreement: agreement.id, from: home.party, at: try SystemClock.now(), contexts: definitions, remove: remove)
        let signed = try Signed(statement, by: home.identityKey())
        try await CoordinatorConnection.run(from: home) { try await $0.put(signed) }
        try DefinitionsReport(kind: "context", applied: definitions.map(\.name), removed: remove).write(format)
    }
}
