// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Segmentation
import Signing
import Vocabulary

/// What `apply` of segments and of contexts have in common.
struct DefinitionsChange: ParsableArguments {
    @Argument(help: "The YAML file, - for standard input; may be left out with --remove.")
    var file: String?

    @Option(help: "Remove the one of this name; may be given several times.")
    var remove: [String] = []

    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    /// The home, the agreement, and what the file defines.
    func read<Definition: NamedDefinition>(
        _ parse: (_ yaml: [UInt8], _ name: String, Agreement) throws -> DefinitionsFile<Definition>
    ) throws -> (home: Home, agreement: Agreement, file: DefinitionsFile<Definition>?) {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        guard file != nil || !remove.isEmpty else { throw CommandFailure("name a file, or --remove NAME", .usage) }
        guard remove.allSatisfy({ TextForm.isName($0) }) else {
            throw CommandFailure("--remove: expected a name: 1 to 64 of a-z, 0-9 and -, starting with a letter", .usage)
        }
        let definitions = try file.map {
            try parse(InputFile.read($0, limit: 256 << 10), $0 == "-" ? "standard input" : $0, agreement)
        }
        for (index, name) in remove.enumerated() {
            if remove[..<index].contains(name) { throw CommandFailure("--remove \(name): given twice", .usage) }
            if definitions?.definitions.contains(where: { $0.name == name }) == true {
                throw CommandFailure(
                    "--remove \(name): the file defines it too: take it out of the file, or leave out --remove", .usage)
            }
        }
        return (home, agreement, definitions)
    }

    /// Sends the change, and tells what became of it.
    ///
    /// - Parameters:
    ///   - known: the names that there are; asked for where some are to be removed.
    ///   - send: hands the signed statement to the coordinator.
    func send<Definition: NamedDefinition>(
        _ kind: String, _ file: DefinitionsFile<Definition>?, from home: Home, under agreement: Agreement,
        known: @Sendable (CoordinatorClient) async throws -> [String],
        send: @Sendable (CoordinatorClient, Signed<DefinitionsStatement<Definition>>) async throws -> Void
    ) async throws {
        let definitions = file?.definitions ?? []
        let statement = DefinitionsStatement(
            agreement: agreement.id, from: home.party, at: try SystemClock.now(), definitions: definitions,
            remove: remove)
        let signed = try Signed(statement, by: home.identityKey())
        let isRemoving = !remove.isEmpty
        do {
            let names = try await CoordinatorConnection.run(from: home) { client in
                let names = isRemoving ? try await known(client) : []
                try await send(client, signed)
                return names
            }
            try DefinitionsReport(
                kind: kind, applied: definitions.map(\.name), removed: remove.filter(names.contains),
                absent: remove.filter { !names.contains($0) }
            ).write(format)
        } catch ClientError.problem(let problem) where problem.code == .badRule {
            throw file?.located(problem.detail) ?? ClientError.problem(problem)
        }
    }
}
