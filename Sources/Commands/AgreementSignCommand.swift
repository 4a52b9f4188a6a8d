// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Signing
import Vocabulary

/// `symbolon agreement sign`.
struct AgreementSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign an agreement after printing it, keep it in this home, and upload it.",
        discussion: """
            Prints the agreement, who learns what, and every party's fingerprint. Refuses keys that were not trusted with \
            `symbolon parties trust`, and a changed agreement under a name that this home has signed. An ID that this home \
            does not have is fetched from the coordinator. Where the coordinator cannot be reached, the signature is kept: \
            run the command again to upload it.

            Example: symbolon agreement sign spring.yaml
                     symbolon agreement sign 1f0c93aa --out spring.bundle.json

            JSON: {"complete", "coordinator": {"fingerprint", "trusted"}, "id", "missing", "name", "parties": [{"fingerprint", \
            "party", "role", "signed", "trusted"}], "uploaded"}
            """)

    @OptionGroup var home: HomeOptions

    @Argument(help: "A file, or the identifier, 8 or more of its digits, or the name of an agreement.")
    var agreement: String

    @Option(help: "Also write the bundle of agreement and signatures here; - is standard output.")
    var out: String?

    @Flag(help: "Replace a file that exists.")
    var force = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let home = try home.open()
        let output = try out.map { try OutputFile(path: $0, force: force, isPrivate: false) }
        var bundle = try await load(home)
        let trusted = try AgreementStanding.trusted(by: home)
        if format == .text {
            let standing = AgreementStanding(bundle, own: home.party, trusted: trusted)
            try present(bundle.agreement.describe() + "\nSignatures before yours\n" + standing.text + "\n")
        }
        let key = try home.identityKey()
        let refusal = try SigningRefusal(
            agreement: bundle.agreement, party: home.party, identity: key.publicIdentity, trusted: trusted,
            enrolledWith: home.configuration().coordinator?.identity,
            signed: home.agreements().filter(\.signedHere).map(\.agreement))
        if let reason = refusal.reason { throw reason }
        try bundle.accept(as: home.party, with: key)
        bundle = try home.save(bundle, signedHere: true).stored.bundle

        let isEnrolled = try CoordinatorConnection.isEnrolled(home)
        var uploadFailure: CommandFailure?
        if isEnrolled {
            do { bundle = try await upload(bundle, home) } catch { uploadFailure = Self.afterSigning(error) }
        }
        try output?.write(bundle.bytes + [0x0A])
        try output?.commit()
        try report(bundle, home, trusted, isUploaded: isEnrolled && uploadFailure == nil)
        if let uploadFailure { throw uploadFailure }
    }

    private func load(_ home: Home) async throws -> SignedAgreement {
        guard AgreementFinder.isFile(agreement) else { return try await AgreementFinder.find(agreement, in: home) }
        let file = try AgreementFile(readingAt: agreement)
        try file.requireIntact(name: agreement)
        return file.bundle
    }

    /// Uploads the bundle, and brings the others' signatures back.
    private func upload(_ bundle: SignedAgreement, _ home: Home) async throws -> SignedAgreement {
        let merged = try await CoordinatorConnection.run(from: home) { client in
            try await client.put(bundle)
            return try await client.agreement(bundle.agreement.id)
        }
        return try home.save(merged, signedHere: true).stored.bundle
    }

    /// What a failed upload means once the signature is safe.
    private static func afterSigning(_ error: any Error) -> CommandFailure {
        let cause = CommandFailure(error) ?? CommandFailure("the upload failed", .software)
        let isRefused = (error as? ClientError).map { if case .problem = $0 { true } else { false } } ?? false
        return isRefused && cause.code != .tryAgain
            ? CommandFailure(
                "signed and kept in this home, but the coordinator refused it: \(cause.message)", cause.code)
            : CommandFailure(
                "signed and kept in this home, but not uploaded: \(cause.message); run the same command again to upload it",
                cause.code)
    }

    private func report(
        _ bundle: SignedAgreement, _ home: Home, _ trusted: [PartyID: Fingerprint], isUploaded: Bool
    ) throws {
        let standing = AgreementStanding(bundle, own: home.party, trusted: trusted)
        switch format {
        case .text:
            try present("Signed as \(home.party)\(isUploaded ? " and uploaded" : "").")
            try present(standing.verdict)
        case .json:
            let members = standing.members.merging(["uploaded": .bool(isUploaded)]) { $1 }
            let document = JSONValue.object(members)
            if out == "-" {
                StandardError.write(String(decoding: document.canonicalBytes, as: UTF8.self) + "\n")
            } else {
                try StandardOutput.write(json: document)
            }
        }
    }

    /// Prints for people; beside the bundle where that is the standard output.
    private func present(_ text: String) throws {
        if out == "-" { StandardError.write(text + "\n") } else { try StandardOutput.write(line: text) }
    }
}
