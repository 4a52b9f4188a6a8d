// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Vocabulary

/// `symbolon rounds list`.
struct RoundsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the rounds of all agreements or of one, newest first.",
        discussion: """
            Example: symbolon rounds list --agreement spring-launch

            JSON: {"rounds": [{"agreed", "agreement", "chunksDone", "chunksTotal", "committed", "deadline", \
            "here": {"count", "ending", "matchedRows", "step"} or null, "name", "number", "openedAt", "parts", "round", "state", "stop"}]}; \
            what only the coordinator knows is null where it cannot be asked.
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "The agreement: its identifier, 8 or more of its digits, or its name.")
    var agreement: String?

    @Flag(help: "Ask this home alone.")
    var offline = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        let wanted =
            try agreement.map { [try home.agreement(matching: $0).agreement] } ?? home.agreements().map(\.agreement)
        var statuses: [AgreementID: [RoundStatus]] = [:]
        var isWhole = false
        if try !offline && CoordinatorConnection.isEnrolled(home) {
            do {
                statuses = try await CoordinatorConnection.run(from: home) { client in
                    var statuses: [AgreementID: [RoundStatus]] = [:]
                    for agreement in wanted {
                        do { statuses[agreement.id] = try await client.rounds(of: agreement.id) } catch let error
                            as ClientError where error.problemCode == .notFound
                        {
                            // It was never uploaded, so there are none.
                        }
                    }
                    return statuses
                }
                isWhole = true
            } catch let error as ClientError {
                StandardError.write(
                    "symbolon: by what this home knows alone: \(CommandFailure(error)?.message ?? "")\n")
            }
        }
        let lines = try wanted.flatMap {
            RoundLine.lines(
                $0, statuses: statuses[$0.id] ?? [], home: try home.rounds(of: $0.id),
                parts: try home.roundsWithParts(of: $0.id))
        }
        switch format {
        case .text: try StandardOutput.write(line: RoundLine.text(lines, isWhole: isWhole))
        case .json: try StandardOutput.write(json: RoundLine.json(lines))
        }
    }
}
