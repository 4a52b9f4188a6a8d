// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import CoordinatorClient
package import Enrolment
import Foundation
package import NIOSSL
package import Signing
import TestSupport
package import Vocabulary

/// A coordinator's certificates and a party's, valid by the machine's clock, because TLS looks at that one.
package struct Site: Sendable {
    package let authority: CertificateAuthority
    package let now: Timestamp

    package static let acme = party("acme")
    /// More than the lifetime of what an authority issues.
    package static let longAgo: Int64 = 400 * 86_400

    package init(seed: UInt64 = 1) throws {
        now = Self.moment(ago: 0)
        var generator = SeededGenerator(seed: seed)
        authority = try CertificateAuthority.create(
            name: "Site \(seed)", now: Self.moment(ago: Self.longAgo), using: &generator)
    }

    package static func party(_ name: String) -> PartyID {
        guard let party = PartyID(name) else { preconditionFailure("the test's own name is wrong: \(name)") }
        return party
    }

    package static func moment(ago seconds: Int64) -> Timestamp {
        guard let moment = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - seconds) else {
            preconditionFailure("the machine's clock is out of range")
        }
        return moment
    }

    /// The server's side of TLS, with an optional client certificate as the coordinator has it.
    package func serverTLS(hosts: [String] = ["localhost", "127.0.0.1"], ago: Int64 = 0) throws -> TLSConfiguration {
        var generator = SeededGenerator(seed: 21)
        let credentials = try authority.serverCredentials(
            for: hosts.map { try ServerHost($0) }, now: Self.moment(ago: ago), using: &generator)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(credentials.certificatePEM.utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(credentials.privateKeyPEM.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: authority.certificate.der, format: .der)])
        tls.certificateVerification = .optionalVerification
        return tls
    }

    /// What `acme` has after enrolment.
    package func credentials(ago: Int64 = 0) throws -> ClientCredentials {
        let request = try CertificateRequest()
        return ClientCredentials(
            certificatePEM: try issue(for: request.der, ago: ago).pem, privateKeyPEM: request.privateKeyPEM)
    }

    package func issue(for request: [UInt8], party: PartyID = acme, ago: Int64 = 0) throws -> PartyCertificate {
        var generator = SeededGenerator(seed: 22)
        return try authority.clientCertificate(
            for: party, request: request, now: Self.moment(ago: ago), using: &generator)
    }

    package func invite(for party: PartyID = acme) throws -> InviteCode {
        var generator = SeededGenerator(seed: 23)
        return try InviteCode(for: party, authority: authority.certificate.fingerprint, using: &generator)
    }

    /// The answer of `GET /v1/authority`.
    package func document(versions: [Int] = [1]) throws -> AuthorityDocument {
        AuthorityDocument(
            certificate: authority.certificate, identity: try AgreementFixture.identity(0xC0).publicIdentity,
            time: now, software: "test", versions: versions)
    }

    /// Runs a body with a scripted server and a client of `acme` that trusts it.
    package func with<Result>(
        _ answer: @escaping @Sendable (SeenRequest) -> ScriptedAnswer,
        _ body: (CoordinatorClient, ScriptedServer) async throws -> Result
    ) async throws -> Result {
        try await ScriptedServer.with(tls: serverTLS(), answer: answer) { server in
            try await CoordinatorClient.withClient(
                of: server.url, authority: authority.certificate, credentials: credentials()
            ) { try await body($0, server) }
        }
    }
}

extension ScriptedServer {
    package var url: CoordinatorURL {
        get throws { try CoordinatorURL("https://localhost:\(port)") }
    }

    package var urlByAddress: CoordinatorURL {
        get throws { try CoordinatorURL("https://127.0.0.1:\(port)") }
    }
}
