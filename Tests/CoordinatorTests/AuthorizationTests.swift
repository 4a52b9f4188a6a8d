// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Coordinator
import Enrolment
import HTTPTypes
import Hummingbird
import Messages
import NIOHTTP1
import Signing
import Testing

@Suite("Who may speak")
struct AuthorizationTests {
    /// A route's path with parameters that can be read.
    private static func path(_ template: String) -> String {
        template.replacing("{agreement}", with: String(repeating: "a", count: 64))
            .replacing("{round}", with: String(repeating: "b", count: 64)).replacing("{party}", with: "streamco")
            .replacing("{list}", with: "streamco").replacing("{hop}", with: "0").replacing("{chunk}", with: "0")
            .replacing("{page}", with: "0").replacing("{handle}", with: String(repeating: "c", count: 32))
            .replacing("{plan}", with: String(repeating: "d", count: 32)).replacing("{context}", with: "evening")
    }

    @Test("Every route but the two open ones answers 401 without a certificate")
    func nobody() async throws {
        try await TestHome().serve { service in
            let client = try service.client()
            let routes = service.server.router().routes
            #expect(routes.count == 29)
            for route in routes where !["/v1/authority", "/v1/enrolment"].contains(route.path.description) {
                let reply = try await client.send(
                    HTTPMethod(rawValue: route.method.rawValue), Self.path(route.path.description))
                #expect(try reply.problem.code == .certificateRequired, "\(route)")
            }
            #expect(try await client.get("/v1/authority").status == 200)
        }
    }

    @Test("A route that names a party is closed to another party")
    func otherParty() async throws {
        let home = try TestHome()
        let acme = try TestParty("acme", of: home)
        try await home.serve { service in
            let client = try service.client(acme)
            let templates = [
                "PUT /v1/rounds/{round}/commitments/{party}", "PUT /v1/rounds/{round}/transcripts/{party}",
                "PUT /v1/rounds/{round}/stops/{party}", "GET /v1/rounds/{round}/rows/{party}/{page}",
                "PUT /v1/rounds/{round}/records/{party}/{page}",
            ]
            for template in templates {
                let parts = template.split(separator: " ")
                let reply = try await client.send(HTTPMethod(rawValue: String(parts[0])), Self.path(String(parts[1])))
                #expect(try reply.problem.code == .wrongParty, "\(template)")
            }
        }
    }

    @Test("A party outside of an agreement sees neither it nor its rounds")
    func outsider() async throws {
        let home = try TestHome()
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        let other = try TestParty("other", of: home)
        try await home.serve { service in
            try await agreement.upload(to: service)
            let ring = TestRing(agreement, rows: [0..<60, 0..<60])
            let client = try service.client(other)
            for path in [
                agreement.path, agreement.path + "/rounds", ring.path, ring.path + "/work", ring.path + "/result",
                ring.path + "/records", ring.path + "/members/" + String(repeating: "c", count: 32),
                agreement.path + "/log?after=0", agreement.path + "/segments", agreement.path + "/contexts",
            ] {
                #expect(try await client.get(path).problem.code == .wrongParty, "\(path)")
            }
            #expect(try await client.get("/v1/agreements").json == .array([]))
            let bundle = try agreement.bundle(signedBy: agreement.parties)
            let reply = try await client.send(.PUT, agreement.path, bundle.bytes)
            #expect(try reply.problem.code == .wrongParty)
        }
    }

    @Test("A statement of another party than the certificate's is refused")
    func borrowedStatement() async throws {
        let home = try TestHome()
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        try await home.serve { service in
            try await agreement.upload(to: service)
            let ring = TestRing(agreement, rows: [0..<60, 0..<60])
            let reply = try await service.client(agreement.parties[0])
                .put(ring.path + "/commitments/acme", ring.commitment(1))
            #expect(try reply.problem.code == .wrongParty)
        }
    }

    @Test("A certificate of another authority fails in the handshake")
    func foreignCertificate() async throws {
        let home = try TestHome()
        var generator = SystemRandomNumberGenerator()
        let foreign = try CertificateAuthority.create(name: "foreign", now: TestHome.today(), using: &generator)
        let party = try TestParty("acme", of: foreign, issuedAt: TestHome.today())
        try await home.serve { service in
            let client = try service.client(party)
            await #expect(throws: (any Error).self) { try await client.get("/v1/authority") }
        }
    }

    @Test("An expired certificate fails in the handshake")
    func expiredCertificate() async throws {
        var generator = SystemRandomNumberGenerator()
        // The authority is old too, so that it could issue the certificate then; it lives ten years.
        let past = try #require(Timestamp(seconds: TestHome.today().seconds - 2 * 365 * 86_400))
        let old = try CertificateAuthority.create(name: "old", now: past, using: &generator)
        let party = try TestParty("acme", of: old, issuedAt: past)
        let current = try TestParty("acme", of: old, issuedAt: TestHome.today())
        let oldHome = try TestHome(authority: old)
        try await oldHome.serve { service in
            let expired = try service.client(party)
            await #expect(throws: (any Error).self) { try await expired.get("/v1/authority") }
            #expect(try await service.client(current).get("/v1/agreements").status == 200)
        }
    }
}
