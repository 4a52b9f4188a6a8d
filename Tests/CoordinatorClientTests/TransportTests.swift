// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Enrolment
import Messages
import NIOSSL
import ScriptedCoordinator
import Testing

@Suite("Connections that fail")
struct TransportTests {
    /// What asking a server for its authority brings.
    static func failure(
        of site: Site, server tls: TLSConfiguration?, by address: Bool = false,
        credentials: ClientCredentials? = nil
    ) async throws -> ClientError {
        try await ScriptedServer.with(
            tls: tls, answer: { _ in .cut },
            { server in
                try await CoordinatorClient.withClient(
                    of: address ? server.urlByAddress : server.url, authority: site.authority.certificate,
                    credentials: credentials
                ) { client in
                    let error = await #expect(throws: ClientError.self) { try await client.authority() }
                    return try #require(error)
                }
            })
    }

    static func expectTLS(_ error: ClientError, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        guard case .tls(let sentence) = error else {
            Issue.record("expected tls, found \(error)", sourceLocation: sourceLocation)
            return
        }
        #expect(sentence.contains(text), sourceLocation: sourceLocation)
    }

    @Test("A server of another authority is not spoken to", arguments: [false, true])
    func otherAuthority(byAddress: Bool) async throws {
        let error = try await Self.failure(of: Site(), server: Site(seed: 2).serverTLS(), by: byAddress)
        Self.expectTLS(error, "not issued by the authority this home knows")
    }

    @Test("A server whose certificate has expired is not spoken to")
    func expiredServer() async throws {
        let site = try Site()
        let error = try await Self.failure(of: site, server: site.serverTLS(ago: Site.longAgo))
        Self.expectTLS(error, "is expired, not valid yet")
    }

    @Test("A server whose certificate is for other names is not spoken to", arguments: [false, true])
    func otherName(byAddress: Bool) async throws {
        let site = try Site()
        let tls = try site.serverTLS(hosts: ["match.example", "192.0.2.1"])
        let error = try await Self.failure(of: site, server: tls, by: byAddress)
        Self.expectTLS(error, "not for the name or address in the URL")
    }

    @Test("A server of TLS 1.2 is not spoken to")
    func oldTLS() async throws {
        let site = try Site()
        var tls = try site.serverTLS()
        tls.minimumTLSVersion = .tlsv12
        tls.maximumTLSVersion = .tlsv12
        Self.expectTLS(try await Self.failure(of: site, server: tls), "does not speak TLS 1.3")
    }

    @Test("A server without TLS is not spoken to")
    func noTLS() async throws {
        Self.expectTLS(try await Self.failure(of: Site(), server: nil), "does not speak TLS")
    }

    @Test("A client certificate that has expired is said to be so")
    func expiredClient() async throws {
        let site = try Site()
        let error = try await Self.failure(
            of: site, server: site.serverTLS(), credentials: site.credentials(ago: Site.longAgo))
        Self.expectTLS(error, "client certificate as expired")
    }

    @Test("A client certificate of another authority is said to be so")
    func otherClient() async throws {
        let site = try Site()
        let error = try await Self.failure(
            of: site, server: site.serverTLS(), credentials: Site(seed: 2).credentials())
        Self.expectTLS(error, "its authority did not issue it")
    }

    @Test("Credentials that are damaged or do not belong together are refused before anything is sent")
    func badCredentials() throws {
        let site = try Site()
        let url = try CoordinatorURL("https://localhost")
        let good = try site.credentials()
        let bad = [
            ClientCredentials(certificatePEM: "secret-marker", privateKeyPEM: good.privateKeyPEM),
            ClientCredentials(certificatePEM: good.certificatePEM, privateKeyPEM: "secret-marker"),
            ClientCredentials(certificatePEM: good.certificatePEM, privateKeyPEM: try site.credentials().privateKeyPEM),
        ]
        for credentials in bad {
            let error = #expect(throws: ClientError.self) {
                try CoordinatorClient(url: url, authority: site.authority.certificate, credentials: credentials)
            }
            Self.expectTLS(try #require(error), "restore both from one copy")
        }
    }

    @Test("Credentials never print their key")
    func redaction() {
        let credentials = ClientCredentials(certificatePEM: "certificate", privateKeyPEM: "secret-marker")
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("secret-marker"))
    }

    @Test("Nobody at the port, and a name that does not exist, count as unreachable")
    func nobody() async throws {
        let site = try Site()
        // The port was free a moment ago: the server that had it is gone.
        let port = try await ScriptedServer.with(tls: nil, answer: { _ in .cut }, { $0.port })
        for url in ["https://localhost:\(port)", "https://127.0.0.1:\(port)", "https://nowhere.invalid"] {
            try await CoordinatorClient.withClient(of: CoordinatorURL(url), authority: site.authority.certificate) {
                client in
                let error = await #expect(throws: ClientError.self) { try await client.authority() }
                guard case .unreachable = error else {
                    Issue.record("expected unreachable, found \(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test("A cancelled request throws CancellationError and leaves the client usable for shutting down")
    func cancellation() async throws {
        let (asked, continuation) = AsyncStream<Void>.makeStream()
        try await Site().with({ _ in
            continuation.yield()
            return .silence
        }) { client, _ in
            let task = Task { try await client.authority() }
            for await _ in asked { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("The certificate of a server that TLS would refuse can be looked at")
    func inspection() async throws {
        let site = try Site()
        try await ScriptedServer.with(
            tls: site.serverTLS(hosts: ["match.example"]),
            answer: { _ in .problem(.init(.unavailable, "starting")) },
            { server in
                let shown = try await ServerInspection.certificate(at: server.url)
                #expect(shown.hosts.map(\.text) == ["match.example"])
                #expect(server.requests.map(\.line) == ["GET /v1/authority"])
            })
    }
}
