// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Home
import Signing

/// `symbolon agreement show`.
struct AgreementShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print an agreement in plain words: parties, what matches, who learns what, the rules.",
        discussion: """
            Nothing is signed, stored or sent; an ID that this home does not have is fetched from the coordinator.

            Example: symbolon agreement show spring.yaml

            JSON: {"agreement": the signed form, "complete", "coordinator": {"fingerprint", "trusted"}, "id", "missing", "name", \
            "parties": [{"fingerprint", "party", "role", "signed", "trusted"}]}
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "A file, or the identifier, 8 or more of its digits, or the name of an agreement.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let bundle: SignedAgreement
        let home: Home?
        if AgreementFinder.isFile(agreement) {
            let file = try AgreementFile(readingAt: agreement)
            try file.requireIntact(name: agreement)
            bundle = file.bundle
            home = try self.home.openIfThere()
        } else {
            let opened = try self.home.open()
            bundle = try await AgreementFinder.find(agreement, in: opened)
            home = opened
        }
        let standing = try AgreementStanding(bundle, in: home)
        switch format {
        case .text: try StandardOutput.write(line: bundle.agreement.describe() + "\nSignatures\n" + standing.text)
        case .json:
            let form = try JSONValue(parsing: bundle.agreement.signedForm)
            try StandardOutput.write(json: .object(standing.members.merging(["agreement": form]) { $1 }))
        }
    }
}
