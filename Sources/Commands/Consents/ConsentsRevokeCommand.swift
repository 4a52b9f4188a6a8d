// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
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
        guard pending == (number.number == nil) else {
            throw CommandFailure("name one number, or use --pending without one", .usage)
        }
        let recorded = try number.phoneNumber().map { try record($0, in: home) } ?? 0
        let delivery = try await RevocationDelivery(of: home)
        switch format {
        case .text:
            let agreements = pending ? nil : try home.brandAgreements()
            try StandardOutput.write(line: Self.text(recorded: recorded, delivery, under: agreements))
        case .json: try StandardOutput.write(json: Self.json(recorded: recorded, delivery))
        }
        try delivery.check()
    }

    /// Holds the register no longer than this: the coordinator may take its time.
    private func record(_ number: PhoneNumber, in home: Home) throws -> Int {
        guard try !home.brandAgreements().isEmpty || !home.consents(of: number.digits).isEmpty else {
            throw CommandFailure(
                "nothing is recorded: this home is the brand of no agreement, and holds no consent of this number; a "
                    + "withdrawal from before an agreement goes through symbolon consents import", .badConfiguration)
        }
        let lock = try home.lockConsents()
        return try ConsentRevocation(home: home).record(
            digits: number.digits, holding: lock, at: SystemClock.now())
    }

    /// - Parameter agreements: those that the withdrawal holds for; nil where nothing was withdrawn now.
    static func text(recorded: Int, _ delivery: RevocationDelivery, under agreements: [Agreement]?) -> String {
        var lines: [String] = []
        if let agreements {
            let terms = Set(agreements.map { "\($0.sender), \($0.purpose.term)" }).sorted().joined(separator: "; ")
            lines.append(
                "Withdrawn in this home, for \(terms.isEmpty ? "every record it holds" : terms): from now on the number is not "
                    + "blinded for it, and in no export. An agreement about another purpose needs its own withdrawal.")
            lines.append(
                recorded == 0
                    ? "It matched in no round of this home, so that the coordinator need not be told."
                    : "It matched in \(Grouped.text(recorded)) of this home's rounds.")
        }
        for receipt in delivery.receipts {
            lines.append(
                "Receipt of the coordinator: round \(receipt.reference.round.hex.prefix(16)), entry \(receipt.sequence) of the "
                    + "log, \(receipt.at)")
        }
        if delivery.left > 0 { lines.append("\(Grouped.text(delivery.left)) not delivered yet.") }
        return lines.isEmpty ? "Nothing was pending." : lines.joined(separator: "\n")
    }

    static func json(recorded: Int, _ delivery: RevocationDelivery) -> JSONValue {
        .object([
            "recorded": .integer(Int64(recorded)), "delivered": .integer(Int64(delivery.receipts.count)),
            "pending": .integer(Int64(delivery.left)),
            "receipts": .array(
                delivery.receipts.map {
                    .object([
                        "round": .string($0.reference.round.hex), "handle": .string($0.handle.hex),
                        "at": .string($0.at.text), "sequence": .integer(Int64($0.sequence)),
                    ])
                }),
        ])
    }
}
