// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Joining

/// `symbolon consents`.
struct ConsentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consents",
        abstract: "What people agreed to: import, show, revoke.",
        discussion: """
            A brand blinds no number without a current consent for the agreement's sender, purpose and a channel. Consents \
            come with the list, in columns consent_sender, consent_purpose and so on, or from this home's register. Where \
            both say something the most restrictive counts. Only the brand needs consents.

            Example: symbolon consents import consents.csv --region US
                     symbolon consents show +14155550132
            """,
        subcommands: [ConsentsImportCommand.self, ConsentsShowCommand.self, ConsentsRevokeCommand.self])

    /// Consents are the brand's: in another party's home nothing would ever ask for them.
    static func requireBrand(_ home: Home) throws {
        guard try home.agreements().isEmpty || !home.brandAgreements().isEmpty else {
            throw CommandFailure(
                "\(home.party) is the brand of no agreement of this home, and consents are the brand's to tell; nothing is "
                    + "recorded", .badConfiguration)
        }
    }
}
