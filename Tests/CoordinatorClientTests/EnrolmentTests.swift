// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Enrolment
import Messages
import NIOSSL
import ScriptedCoordinator
import Signing
import TestSupport
import Testing

@Suite("Enrolment with an invite")
struct EnrolmentTests {
    static func identity() throws -> IdentityKey { try AgreementFixture.identity(1) }

    /// Answers as a coordinator would, issuing for the request that comes.
    static func coordinator(_ site: Site, versions: [Int] = [1]) -> @Sendable (SeenRequest) -> ScriptedAnswer {
        { seen in
            do {
                if seen.line == "GET /v1/authority" {
                    return .json(String(decoding: try site.document(versions: versions).bytes, as: UTF8.self))
                }
                let submission = try EnrolmentSubmission(parsing: seen.body)
                let signed = try submission.verified(for: site.authority.certificate.fingerprint)
                let grant = EnrolmentGrant(try site.issue(for: signed.body.request, party: signed.body.from))
                return .json(String(decoding: grant.bytes, as: UTF8.self))
            } catch { return .problem(Problem(.malformed, "\(error)")) }
        }
    }

    @Test("The right coordinator gets the submission once, over a pinned connection")
    func enrols() async throws {
        let site = try Site()
        let request = try CertificateRequest()
        try await ScriptedServer.with(tls: site.serverTLS(), answer: Self.coordinator(site)) { server in
            let enrolled = try await Enroller(url: server.url).enrol(
                with: site.invite(), request: request, identity: Self.identity(), now: site.now)
            #expect(try enrolled.authority == site.document())
            #expect(enrolled.certificate.party == Site.acme)
            #expect(
                server.requests.map(\.line) == ["GET /v1/authority", "GET /v1/authority", "POST /v1/enrolment"])
            let credentials = ClientCredentials(
                certificatePEM: enrolled.certificate.pem, privateKeyPEM: request.privateKeyPEM)
            try await CoordinatorClient.withClient(
                of: server.url, authority: enrolled.authority.certificate, credentials: credentials
            ) { client in
                let document = try await client.authority()
                #expect(try document == site.document())
            }
        }
    }

    @Test("A coordinator with another authority is sent nothing but one question")
    func otherAuthority() async throws {
        let (site, other) = (try Site(), try Site(seed: 2))
        try await ScriptedServer.with(tls: other.serverTLS(), answer: Self.coordinator(other)) { server in
            let error = await #expect(throws: ClientError.self) {
                try await Enroller(url: server.url).enrol(
                    with: site.invite(), request: CertificateRequest(), identity: Self.identity(), now: site.now)
            }
            TransportTests.expectTLS(try #require(error), "do not go on")
            #expect(server.requests.map(\.line) == ["GET /v1/authority"])
            #expect(server.requests.allSatisfy { $0.body.isEmpty && !"\($0.headers)".contains("acme") })
        }
    }

    @Test("A server that shows the right authority but has no certificate of it is sent nothing more")
    func relayed() async throws {
        let (site, other) = (try Site(), try Site(seed: 2))
        try await ScriptedServer.with(tls: other.serverTLS(), answer: Self.coordinator(site)) { server in
            let error = await #expect(throws: ClientError.self) {
                try await Enroller(url: server.url).enrol(
                    with: site.invite(), request: CertificateRequest(), identity: Self.identity(), now: site.now)
            }
            TransportTests.expectTLS(try #require(error), "not issued by the authority")
            #expect(server.requests.map(\.line) == ["GET /v1/authority"])
        }
    }

    @Test("A coordinator of other protocol versions is not sent the invite")
    func versions() async throws {
        let site = try Site()
        try await ScriptedServer.with(tls: site.serverTLS(), answer: Self.coordinator(site, versions: [2, 3])) {
            server in
            let error = await #expect(throws: ClientError.self) {
                try await Enroller(url: server.url).enrol(
                    with: site.invite(), request: CertificateRequest(), identity: Self.identity(), now: site.now)
            }
            #expect(error?.description.contains("speaks the protocol versions 2, 3") == true)
            #expect(!server.requests.contains { $0.method == "POST" })
        }
    }

    @Test("A certificate for another key, another party or another time is not taken")
    func wrongGrants() async throws {
        let site = try Site()
        let request = try CertificateRequest()
        let grants = [
            try site.issue(for: CertificateRequest().der),
            try site.issue(for: request.der, party: Site.party("streamco")),
            try site.issue(for: request.der, ago: Site.longAgo),
            try Site(seed: 2).issue(for: request.der),
        ]
        for certificate in grants {
            let good = Self.coordinator(site)
            try await ScriptedServer.with(
                tls: site.serverTLS(),
                answer: { seen in
                    seen.method == "POST"
                        ? .json(String(decoding: EnrolmentGrant(certificate).bytes, as: UTF8.self)) : good(seen)
                },
                { server in
                    let error = await #expect(throws: ClientError.self) {
                        try await Enroller(url: server.url).enrol(
                            with: site.invite(), request: request, identity: Self.identity(), now: site.now)
                    }
                    #expect(error?.description.contains("the certificate that was granted cannot be used") == true)
                })
        }
    }

    @Test("A refused invite arrives as the coordinator's problem")
    func refused() async throws {
        let site = try Site()
        let problem = Problem(.inviteRefused, "the invite was used for another request")
        let good = Self.coordinator(site)
        try await ScriptedServer.with(
            tls: site.serverTLS(), answer: { $0.method == "POST" ? .problem(problem) : good($0) },
            { server in
                let error = await #expect(throws: ClientError.self) {
                    try await Enroller(url: server.url).enrol(
                        with: site.invite(), request: CertificateRequest(), identity: Self.identity(), now: site.now)
                }
                #expect(error == .problem(problem))
            })
    }
}
