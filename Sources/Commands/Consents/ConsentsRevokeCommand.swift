// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Consent
import CoordinatorClient
import Home
import Joining
import Messages
import PhoneNumbers
import Signing
import Vocabulary

/// `symbolon consents revoke`.
struct ConsentsRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Take a person's consent back, here and at the coordinator.",
        discussion: """
            The register records the withdrawal first: from then on the number is not blinded and in no export, whether or \
            not the coordinator can be reached. Then the member is removed from segments and plans at the coordinator, for \
            every round in which the number matched; the signed receipts are kept. Run it again when the coordinator could \
            not be reached. Without NUMBER, --pending delivers what is recorded and not delivered yet.

            Exit codes: 0 recorded and delivered, 69 recorded but not delivered.

            Example: symbolon consents revoke +14155550132

            JSON: {"delivered", "pending", "receipts": [{"at", "handle", "round", "sequence"}], "recorded"}
            """)

    @OptionGroup var number: OptionalNumber

    @Flag(help: "Only deliver what is recorded.")
    var pending = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    @OptionGroup var home: HomeOptions

    func run() async throws {
        let home = try home.open()
        let lock = try home.lockConsents()
        guard pending == (number.number == nil) else {
            throw CommandFailure("name one number, or use --pending without one", .usage)
        }
        var recorded = 0
        if let number = try number.phoneNumber() {
            recorded = try ConsentRevocation(home: home).record(
                digits: number.digits, holding: lock, at: SystemClock.now())
        }
        var receipts: [RevocationReceipt] = []
        var failure: ClientError?
        if try !home.pendingRevocations().isEmpty {
            do {
                let delivery = try await CoordinatorConnection.run(from: home) { client in
                    try await ConsentRevocation(home: home).deliver(through: client)
                }
                receipts = delivery.receipts
                failure = delivery.refusals.first
            } catch let error as ClientError {
                failure = error
            }
        }
        let left = try home.pendingRevocations().count
        switch format {
        case .text:
            try StandardOutput.write(line: Self.text(recorded: recorded, receipts, left: left, isNumber: !pending))
        case .json: try StandardOutput.write(json: Self.json(recorded: recorded, receipts, left: left))
        }
        if let failure {
            throw CommandFailure(
                "the revocation is recorded here and not delivered: \(failure); run it again with --pending",
                .unavailable)
        }
    }

    static func text(recorded: Int, _ receipts: [RevocationReceipt], left: Int, isNumber: Bool) -> String {
        var lines: [String] = []
        if isNumber {
            lines.append("Withdrawn in this home: the number is not blinded again, and in no export.")
            lines.append(
                recorded == 0
                    ? "It matched in no round of this home, so that the coordinator need not be told."
                    : "It matched in \(Grouped.text(recorded)) of this home's rounds.")
        }
        for receipt in receipts {
            lines.append(
                "Receipt of the coordinator: round \(receipt.reference.round.hex.prefix(16)), entry \(receipt.sequence) of the "
                    + "log, \(receipt.at)")
        }
        if left > 0 { lines.append("\(Grouped.text(left)) not delivered yet.") }
        return lines.isEmpty ? "Nothing was pending." : lines.joined(separator: "\n")
    }

    static func json(recorded: Int, _ receipts: [RevocationReceipt], left: Int) -> JSONValue {
        .object([
            "recorded": .integer(Int64(recorded)), "delivered": .integer(Int64(receipts.count)),
            "pending": .integer(Int64(left)),
            "receipts": .array(
                receipts.map {
                    .object([
                        "round": .string($0.reference.round.hex), "handle": .string($0.handle.hex),
                        "at": .string($0.at.text), "sequence": .integer(Int64($0.sequence)),
                    ])
                }),
        ])
    }
}
