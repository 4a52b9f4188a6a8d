// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Enrolment
internal import Signing

/// `symbolond init`: creates a coordinator's home.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Create a home: authority, server certificate, identity key and configuration.")

    @Option(help: "The folder to create or fill.")
    var home: String

    @Option(help: ArgumentHelp("A DNS name or IP address of this server; repeatable.", valueName: "name"))
    var host: [String]

    @Option(help: "How the result is printed.")
    var format: OutputFormat = .text

    func run() async throws {
        let hosts: [ServerHost]
        do { hosts = try host.map { try ServerHost($0) } } catch { throw CommandFailure(.usage, "--host: \(error)") }
        guard let first = hosts.first, let now = Timestamp(seconds: ProcessSettings.clock()) else {
            throw CommandFailure(.usage, "--host: expected at least one name")
        }
        var generator = SystemRandomNumberGenerator()
        let authority = try CertificateAuthority.create(name: first.text, now: now, using: &generator)
        let server = try authority.serverCredentials(for: hosts, now: now, using: &generator)
        let identity = try IdentityKey()
        try write([
            ("authority.crt", authority.certificate.pem), ("authority.key", authority.privateKeyPEM),
            ("server.crt", server.certificatePEM), ("server.key", server.privateKeyPEM),
            ("identity.key", IdentityFile.text(of: identity)),
            ("identity.pub", identity.publicIdentity.hex + "\n"),
            ("symbolond.yaml", ServerConfiguration.template(hosts: hosts)),
        ])
        report(authority, identity.publicIdentity)
    }

    /// Creates all files or none; nothing is overwritten.
    private func write(_ files: [(name: String, text: String)]) throws {
        try PrivateDocument.makeFolder(home)
        for file in files where PrivateDocument.exists("\(home)/\(file.name)") {
            throw CommandFailure(
                .cannotCreate, "\(home)/\(file.name): is there already and is not overwritten; name another folder")
        }
        var created: [String] = []
        do {
            for file in files {
                try PrivateDocument.create("\(home)/\(file.name)", with: file.text)
                created.append("\(home)/\(file.name)")
            }
        } catch {
            for path in created { PrivateDocument.discard(path) }
            throw error
        }
    }

    private func report(_ authority: CertificateAuthority, _ identity: PublicIdentity) {
        let configuration = "\(home)/symbolond.yaml"
        switch format {
        case .json:
            Terminal.show(
                JSONValue.object([
                    "authority": .string(authority.certificate.fingerprint.hex), "identity": .string(identity.hex),
                    "fingerprint": .string(identity.fingerprint.text), "configuration": .string(configuration),
                ]).line)
        case .text:
            Terminal.show("authority      \(authority.certificate.fingerprint.hex)")
            Terminal.show("fingerprint    \(identity.fingerprint.text)")
            Terminal.show("identity key   \(identity.hex)")
            Terminal.show("configuration  \(configuration)")
        }
    }
}
