// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon rounds open`.
struct RoundsOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the next round of an agreement.",
        discussion: """
            For parties that learn their matched rows; never while a round is open, nor before the agreement's interval.

            Example: symbolon rounds open --agreement spring-launch

            JSON: {"agreement", "deadline", "name", "number", "round", "state"}
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "The agreement: its identifier, 8 or more of its digits, or its name.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        let key = try home.identityKey()
        let status = try await CoordinatorConnection.run(from: home) { client in
            let newest = try await client.rounds(of: agreement.id).first
            if let newest, !newest.state.isFinal { throw Self.isOpen(newest, agreement) }
            let number = (newest?.number ?? 0) + 1
            let opening = RoundOpening(
                reference: RoundReference(agreement: agreement.id, round: agreement.roundID(number)), from: home.party,
                number: number)
            do {
                return try await client.open(Signed(opening, by: key))
            } catch let error as ClientError where error.problemCode == .roundOpen {
                // Somebody was faster, or the answer to an earlier try was lost.
                guard let newest = try await client.rounds(of: agreement.id).first else { throw error }
                throw Self.isOpen(newest, agreement)
            }
        }
        switch format {
        case .text: try StandardOutput.write(line: Self.text(status, agreement))
        case .json: try StandardOutput.write(json: Self.json(status, agreement))
        }
    }

    private static func isOpen(_ status: RoundStatus, _ agreement: Agreement) -> CommandFailure {
        CommandFailure(
            "agreement \(agreement.name): round \(status.number) is open (\(status.state.rawValue)): join it with symbolon join, "
                + "or cancel it with symbolon rounds cancel",
            .no)
    }

    static func text(_ status: RoundStatus, _ agreement: Agreement) -> String {
        let deadline = Timestamp(seconds: status.deadline)?.text ?? ""
        return "Round \(status.number) of \(agreement.name) is open until \(deadline): symbolon join FILE --agreement "
            + agreement.name
    }

    static func json(_ status: RoundStatus, _ agreement: Agreement) -> JSONValue {
        .object([
            "agreement": .string(agreement.id.hex), "name": .string(agreement.name),
            "number": .integer(Int64(status.number)), "round": .string(status.reference.round.hex),
            "state": .string(status.state.rawValue),
            "deadline": Timestamp(seconds: status.deadline).map { .string($0.text) } ?? .null,
        ])
    }
}
