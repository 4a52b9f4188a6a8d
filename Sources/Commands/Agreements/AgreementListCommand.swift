// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon agreement list`.
struct AgreementListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the agreements of this home, and those that wait for it at the coordinator.",
        discussion: """
            Example: symbolon agreement list

            JSON: {"agreements": [{"complete", "id", "missing", "name", "signedHere", "validUntil" (null where only the \
            coordinator has it), "where": "home|coordinator"}]}
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Ask this home alone.")
    var offline = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        var summaries: [AgreementSummary] = []
        if try !offline && CoordinatorConnection.isEnrolled(home) {
            do {
                summaries = try await CoordinatorConnection.run(from: home) { try await $0.agreements() }
            } catch let error as ClientError {
                StandardError.write("symbolon: this home's agreements alone: \(CommandFailure(error)?.message ?? "")\n")
            }
        }
        let lines = AgreementLine.lines(home: try home.agreements(), coordinator: summaries)
        switch format {
        case .text: try StandardOutput.write(line: AgreementLine.text(lines))
        case .json: try StandardOutput.write(json: AgreementLine.json(lines))
        }
    }
}
