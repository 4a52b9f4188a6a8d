// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon rounds cancel`.
struct RoundsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stop a round for everyone; its number is burnt.",
        discussion: """
            Sends a signed notice to all parties, and erases this home's key and list of the round. What was charged to the \
            budgets stays charged. Where the home has no list for it yet, blind and join take a later number.

            Example: symbolon rounds cancel --agreement spring-launch

            JSON: {"agreement", "cancelled": false where it had ended before, "name", "number", "round"}
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "The agreement: its identifier, 8 or more of its digits, or its name.")
    var agreement: String

    @Option(help: "The round's number; the newest unless given.")
    var round: UInt32?

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        let now = try SystemClock.now()
        let (number, ended) = try await stop(agreement, home)
        try Self.end(number, of: agreement, in: home, at: now)
        switch format {
        case .text:
            try StandardOutput.write(
                line:
                    "Round \(number) of \(agreement.name) \(ended.map { "had ended before (\($0.rawValue))" } ?? "is cancelled"). The next: symbolon rounds open --agreement "
                    + agreement.name)
        case .json:
            try StandardOutput.write(
                json: .object([
                    "agreement": .string(agreement.id.hex), "name": .string(agreement.name),
                    "cancelled": .bool(ended == nil),
                    "number": .integer(Int64(number)), "round": .string(agreement.roundID(number).hex),
                ]))
        }
    }

    /// Tells the coordinator; a round that has ended without a result needs no second notice, and its state is given.
    private func stop(_ agreement: Agreement, _ home: Home) async throws -> (number: UInt32, ended: RoundState?) {
        let key = try home.identityKey()
        return try await CoordinatorConnection.run(from: home) { client in
            let statuses = try await client.rounds(of: agreement.id)
            guard let status = round.map({ number in statuses.first { $0.number == number } }) ?? statuses.first else {
                throw CommandFailure(
                    "agreement \(agreement.name): there is no \(round.map { "round \($0)" } ?? "round yet")",
                    .missingInput)
            }
            switch status.state {
            case .stopped, .expired: return (status.number, status.state)
            case .matched, .belowMinimum:
                throw CommandFailure(
                    "round \(status.number) of \(agreement.name) is \(status.state.rawValue): it is over and cannot be "
                        + "cancelled",
                    .no)
            case .gathering, .ring: break
            }
            let notice = StopNotice(
                reference: status.reference, from: home.party, transcript: status.transcript, reason: .cancelled)
            try await client.put(Signed(notice, by: key))
            return (status.number, nil)
        }
    }

    /// Ends the round in the home; a join that runs in it sees the notice and does so itself.
    ///
    /// One that this home has no list for is skipped, so that nobody blinds a list for it later.
    private static func end(_ number: UInt32, of agreement: Agreement, in home: Home, at now: Timestamp) throws {
        do {
            let lock = try home.lock()
            let round = agreement.roundID(number)
            if try home.round(round) != nil {
                try home.end(round, .stopped, at: now)
            } else if number <= agreement.rounds.maximum {
                try home.skipRound(of: agreement.id, number: number, holding: lock)
            }
            _ = consume lock
        } catch HomeError.busy {
            let rest =
                try home.round(agreement.roundID(number)) == nil
                ? "run this again when it has ended, so that no list is blinded for the round"
                : "it ends the round there"
            StandardError.write("symbolon: another symbolon process works in this home; \(rest)\n")
        }
    }
}
