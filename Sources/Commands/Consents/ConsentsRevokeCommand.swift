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
            not the coordinator can be reached. It holds for every sender and purpose, agreements that are signed later \
            included, until a consent for one sender and purpose is imported that was given after it. Then the member is removed from segments and plans at the coordinator, for \
            every round in which the number matched; the signed receipts are kept. Run it again when the coordinator could \
            not be reached. Without NUMBER, --pending delivers what is recorded and not delivered yet.

            Exit codes: 0 recorded and delivered, 69 recorded but not delivered.

            Example: symbolon consents revoke +14155550132

            JSON: {"delivered", "earlier": [receipt], "pending", "receipts": [{"at", "handle", "round", "sequence"}], "recorded"}; \
            recorded counts the rounds in which the number matched, earlier has the receipts of a revocation before this one
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
        let number = try number.phoneNumber(in: home.numberingPlan())
        if number != nil { try ConsentsCommand.requireBrand(home) }
        let earlier = try number.map { try ConsentRevocation(home: home).receipts(of: $0.digits) } ?? []
        let recorded = try number.map { try record($0, in: home) }
        let delivery = try await RevocationDelivery(of: home)
        switch format {
        case .text: try StandardOutput.write(line: Self.text(recorded: recorded, earlier: earlier, delivery))
        case .json: try StandardOutput.write(json: Self.json(recorded: recorded ?? 0, earlier: earlier, delivery))
        }
        try delivery.check()
    }

    /// Holds the register no longer than this: the coordinator may take its time.
    private func record(_ number: PhoneNumber, in home: Home) throws -> Int {
        let lock = try home.lockConsents()
        return try ConsentRevocation(home: home).record(
            digits: number.digits, holding: lock, at: SystemClock.now())
    }

    /// - Parameters:
    ///   - recorded: rounds in which the number matched; nil where nothing was withdrawn now.
    ///   - earlier: receipts of a revocation before this one.
    static func text(recorded: Int?, earlier: [RevocationReceipt], _ delivery: RevocationDelivery) -> String {
        var lines: [String] = []
        if let recorded {
            lines.append(
                "Withdrawn in this home, for every sender and purpose, agreements that are signed later included: from now on the "
                    + "number is not blinded, and in no export. A consent for a sender and purpose that is given after this, and "
                    + "imported, lifts it for those.")
            lines.append(
                recorded == 0
                    ? "It matched in no round of this home, so that the coordinator need not be told."
                    : "It matched in \(Grouped.text(recorded)) of this home's rounds.")
        }
        for receipt in earlier { lines.append("Already revoked: \(text(receipt))") }
        for receipt in delivery.receipts { lines.append("Receipt of the coordinator: \(text(receipt))") }
        if delivery.left > 0 { lines.append("\(Grouped.text(delivery.left)) not delivered yet.") }
        return lines.isEmpty ? "Nothing was pending." : lines.joined(separator: "\n")
    }

    private static func text(_ receipt: RevocationReceipt) -> String {
        "round \(receipt.reference.round.hex.prefix(16)), entry \(receipt.sequence) of the log, \(receipt.at)"
    }

    static func json(recorded: Int, earlier: [RevocationReceipt], _ delivery: RevocationDelivery) -> JSONValue {
        .object([
            "recorded": .integer(Int64(recorded)), "delivered": .integer(Int64(delivery.receipts.count)),
            "pending": .integer(Int64(delivery.left)), "receipts": .array(delivery.receipts.map(json)),
            "earlier": .array(earlier.map(json)),
        ])
    }

    private static func json(_ receipt: RevocationReceipt) -> JSONValue {
        .object([
            "round": .string(receipt.reference.round.hex), "handle": .string(receipt.handle.hex),
            "at": .string(receipt.at.text), "sequence": .integer(Int64(receipt.sequence)),
        ])
    }
}
