// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon agreement verify`.
struct AgreementVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify every signature, and say who is missing or what was changed.",
        discussion: """
            Signatures are fetched from the coordinator where this home has enrolled. A file is compared with the agreement \
            that was signed under the same name; every changed field is named. Ends with 0 when everyone has signed exactly \
            this, with 1 when not.

            Example: symbolon agreement verify spring.yaml

            JSON: {"changed": [{"field", "here", "signed"}], "complete", "coordinator": {"fingerprint", "trusted"}, "id", \
            "missing", "name", "parties": [{"fingerprint", "party", "role", "signed", "trusted"}], "signedId"}
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "A file, or the identifier, 8 or more of its digits, or the name of an agreement.")
    var agreement: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        let file = AgreementFinder.isFile(agreement) ? try AgreementFile(readingAt: agreement) : nil
        let start: SignedAgreement
        if let file { start = file.bundle } else { start = try await AgreementFinder.find(agreement, in: home) }
        var verdict = AgreementVerdict(
            bundle: start, signedID: file?.signedElsewhere, known: try home.agreements().map(\.bundle))
        var unreachable: CommandFailure?
        if try CoordinatorConnection.isEnrolled(home) {
            do { try await ask(&verdict, from: home) } catch let error as ClientError {
                guard let failure = CommandFailure(error) else { throw error }
                unreachable = failure
                StandardError.write("symbolon: judged by what this home knows alone: \(failure.message)\n")
            }
        }
        if !verdict.isChanged, try home.agreement(verdict.bundle.agreement.id) != nil { try home.save(verdict.bundle) }
        let standing = try AgreementStanding(verdict.bundle, in: home)
        switch format {
        case .text: try StandardOutput.write(line: verdict.text(standing))
        case .json: try StandardOutput.write(json: verdict.json(standing))
        }
        if verdict.isChanged { throw CommandFailure.no }
        if !verdict.bundle.isComplete { throw unreachable.map { CommandFailure("", $0.code) } ?? .no }
    }

    /// Adds the coordinator's signatures, or what it holds instead.
    private func ask(_ verdict: inout AgreementVerdict, from home: Home) async throws {
        let wanted = verdict
        let fetched = try await CoordinatorConnection.run(from: home) { client in
            var fetched: [SignedAgreement] = []
            let summaries = try await client.agreements()
            let ids = Set([wanted.bundle.agreement.id] + (wanted.signedID.map { [$0] } ?? []))
            for summary in summaries where ids.contains(summary.id) || summary.name == wanted.bundle.agreement.name {
                fetched.append(try await client.agreement(summary.id))
            }
            return fetched
        }
        try verdict.add(fetched)
    }
}
