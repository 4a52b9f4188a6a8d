// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Messages
import Signing
import Vocabulary

/// `symbolon agreement sign`.
struct AgreementSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign an agreement after printing it, keep it in this home, and upload it.",
        discussion: """
            Prints the agreement, who learns what, and every party's fingerprint. Refuses keys that were not trusted with \
            `symbolon parties trust`, and a changed agreement under a name that this home has signed, unless the coordinator \
            does not have that one and it was not written with --out. An ID that this home \
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
        let inputs = AgreementFinder.isFile(agreement) ? [agreement] : []
        let output = try out.map { try OutputFile(path: $0, force: force, isPrivate: false, reading: inputs) }
        var bundle = try await load(home)
        let trusted = try AgreementStanding.trusted(by: home)
        if format == .text {
            let standing = AgreementStanding(bundle, own: home.party, trusted: trusted)
            try present(bundle.agreement.describe() + "\nSignatures before yours\n" + standing.text + "\n")
        }
        let key = try home.identityKey()
        // Keys first: nothing is forgotten for an agreement that would be refused all the same.
        if let reason = try refusal(of: bundle.agreement, home, key, trusted, signed: []) { throw reason }
        try await freeName(of: bundle.agreement, home)
        let signed = try home.agreements().filter(\.signedHere).map(\.agreement)
        if let reason = try refusal(of: bundle.agreement, home, key, trusted, signed: signed) { throw reason }
        try bundle.accept(as: home.party, with: key)
        bundle = try home.save(bundle, signedHere: true).stored.bundle
        // Before it is written: once others may have the signature, the agreement must stay known.
        if out != nil { try home.markHandedOut(bundle.agreement.id) }

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

    private func refusal(
        of agreement: Agreement, _ home: Home, _ key: IdentityKey, _ trusted: [PartyID: Fingerprint],
        signed: [Agreement]
    ) throws -> CommandFailure? {
        try SigningRefusal(
            agreement: agreement, party: home.party, identity: key.publicIdentity, trusted: trusted,
            enrolledWith: home.configuration().coordinator?.identity, signed: signed
        ).reason
    }

    /// Forgets what this home signed under the same name, where the coordinator refused it or never got it, and it was handed
    /// to nobody: it can be corrected then, and no other party is left with a signature that means something else.
    private func freeName(of agreement: Agreement, _ home: Home) async throws {
        let namesakes = try home.agreements().filter {
            $0.signedHere && $0.agreement.name == agreement.name && $0.agreement.id != agreement.id
                && $0.bundle.acceptances.count == 1
        }
        guard !namesakes.isEmpty, try CoordinatorConnection.isEnrolled(home) else { return }
        for namesake in namesakes.map(\.agreement) {
            do {
                _ = try await CoordinatorConnection.run(from: home) { try await $0.agreement(namesake.id) }
            } catch let error as ClientError where error.problemCode == .notFound {
                guard try home.forget(namesake.id) else { continue }
                StandardError.write(
                    "symbolon: agreement \(namesake.name) (\(namesake.id.hex.prefix(16))), which the coordinator does not have "
                        + "and this home handed to nobody, is forgotten.\n")
            } catch let error as ClientError {
                // Whether others have it cannot be known: the name stays taken for now.
                let code = CommandFailure(error)?.code ?? .unavailable
                throw CommandFailure(
                    "agreement \(agreement.name): this home signed another one of this name "
                        + "(\(namesake.id.hex.prefix(16))), and the coordinator cannot be asked whether it has the first one: "
                        + "run again; \(error)", code)
            }
        }
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
                "signed and kept in this home, but the coordinator refused it: \(cause.message) Correct it and sign "
                    + "it again, under the same name if you like", cause.code)
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
