// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import CoordinatorClient
import Enrolment
import Foundation
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

/// Invites that are used as they must not be (protocol/v1/http.md).
@Suite struct InviteAttackTests {
    private let acme: PartyID
    private let key: IdentityKey

    init() throws {
        acme = try #require(PartyID("acme"))
        key = try AgreementFixture.identity(1)
    }

    /// Runs a body with a coordinator whose clock is the machine's, and an invite for acme that is good for an hour.
    private func withInvite(_ body: (TestCoordinator, InviteCode) async throws -> Void) async throws {
        let now = try Site.moment()
        try await TestCoordinator.with(start: now.seconds) { coordinator in
            let code = try invite(coordinator, for: acme)
            try await body(coordinator, code)
        }
    }

    private func invite(_ coordinator: TestCoordinator, for party: PartyID) throws -> InviteCode {
        var generator = SystemRandomNumberGenerator()
        let code = try InviteCode(
            for: party, authority: coordinator.site.authority.certificate.fingerprint, using: &generator)
        let expires = try #require(Timestamp(seconds: coordinator.clock.now + 3600))
        #expect(try coordinator.enrolment.add(Invite(code, expires: expires)))
        return code
    }

    private func enrol(
        _ coordinator: TestCoordinator, _ code: InviteCode, request: CertificateRequest, identity: IdentityKey
    ) async throws -> PartyCertificate {
        let url = try CoordinatorURL("https://127.0.0.1:\(coordinator.port)")
        return try await Enroller(url: url)
            .enrol(with: code, request: request, identity: identity, now: Site.moment()).certificate
    }

    @Test("An invite is good for one request and one identity; the same again brings the same certificate")
    func twice() async throws {
        try await withInvite { coordinator, code in
            let request = try CertificateRequest()
            let first = try await enrol(coordinator, code, request: request, identity: key)
            #expect(try await enrol(coordinator, code, request: request, identity: key) == first)
            await expectRefusal(.inviteRefused, "used for another request") {
                _ = try await enrol(coordinator, code, request: CertificateRequest(), identity: key)
            }
            await expectRefusal(.inviteRefused, "used for another request") {
                _ = try await enrol(coordinator, code, request: request, identity: AgreementFixture.identity(9))
            }
            #expect(try coordinator.enrolment.identity(of: acme) == key.publicIdentity)
        }
    }

    @Test("An invite is refused to a party of another name, and stays good for its own")
    func otherParty() async throws {
        try await withInvite { coordinator, code in
            let content = code.text.split(separator: ".").dropLast().joined(separator: ".")
                .replacing(".acme.", with: ".streamco.")
            let check = Hexadecimal.encode(Digest(sha256: Array(content.utf8)).bytes.prefix(4))
            let stolen = try InviteCode("\(content).\(check)")
            await expectRefusal(.inviteRefused, "for a party of another name") {
                _ = try await enrol(coordinator, stolen, request: CertificateRequest(), identity: key)
            }
            #expect(try coordinator.enrolment.parties().isEmpty)
            _ = try await enrol(coordinator, code, request: CertificateRequest(), identity: key)
        }
    }

    @Test("An expired invite is refused, also for a request that was granted before")
    func expired() async throws {
        try await withInvite { coordinator, code in
            let request = try CertificateRequest()
            _ = try await enrol(coordinator, code, request: request, identity: key)
            coordinator.clock.advance(3600)
            await expectRefusal(.inviteRefused, "expired") {
                _ = try await enrol(coordinator, code, request: request, identity: key)
            }
        }
    }

    @Test("An invented invite is refused, and an altered one before anything is sent")
    func altered() async throws {
        try await withInvite { coordinator, code in
            var generator = SystemRandomNumberGenerator()
            let invented = try InviteCode(for: acme, authority: code.authority, using: &generator)
            await expectRefusal(.inviteRefused, "not known here") {
                _ = try await enrol(coordinator, invented, request: CertificateRequest(), identity: key)
            }
            let text = code.text
            let place = try #require(text.index(text.startIndex, offsetBy: 30, limitedBy: text.endIndex))
            let altered = text.replacingCharacters(in: place...place, with: text[place] == "0" ? "1" : "0")
            #expect(throws: InviteCodeError.mistyped) { try InviteCode(altered) }
            let elsewhere = try InviteCode(
                for: acme, authority: Site(seed: 3).authority.certificate.fingerprint, using: &generator)
            await #expect(throws: ClientError.self, "the fingerprint is another authority's") {
                _ = try await enrol(coordinator, elsewhere, request: CertificateRequest(), identity: key)
            }
            #expect(try coordinator.enrolment.parties().isEmpty)
        }
    }

    @Test("A submission whose secret, signer or authority is not the signed one is refused")
    func forgedSubmission() async throws {
        try await withInvite { coordinator, code in
            let request = try CertificateRequest()
            let honest = try JSONValue(parsing: EnrolmentSubmission(enrolling: request, with: code, by: key).bytes)
            guard case .object(var members) = honest else { return }
            members["secret"] = .string(String(repeating: "00", count: 16))
            let body = EnrolmentRequest(
                from: acme, authority: code.authority, request: request.der,
                identity: try AgreementFixture.identity(9).publicIdentity, invite: code.secretHash)
            var unsigned = members
            unsigned["secret"] = .string(Hexadecimal.encode(code.secret))
            unsigned["statement"] = try Signed(body, by: key).json
            for (forged, expected) in [(members, ProblemCode.badSignature), (unsigned, .badSignature)] {
                let bytes = JSONValue.object(forged).canonicalBytes
                let answer = try await RawExchange.run(
                    port: coordinator.port, nil, [RawExchange.request("POST /v1/enrolment", body: bytes)])
                #expect(answer.problem?.code == expected)
            }
            #expect(try coordinator.enrolment.parties().isEmpty)
        }
    }

    @Test("Renewal needs the party's own certificate and the identity on record")
    func renewal() async throws {
        try await withInvite { coordinator, code in
            let request = try CertificateRequest()
            let certificate = try await enrol(coordinator, code, request: request, identity: key)
            let authority = coordinator.site.authority.certificate
            let now = try Site.moment()
            let mine = ClientCredentials(certificatePEM: certificate.pem, privateKeyPEM: request.privateKeyPEM)
            let next = try CertificateRequest()
            await expectRefusal(.wrongParty) {
                try await coordinator.withClient(of: #require(PartyID("streamco"))) {
                    _ = try await $0.renew(next, party: acme, authority: authority, identity: key, now: now)
                }
            }
            await expectRefusal(.identityRefused) {
                try await coordinator.withClient(mine) {
                    _ = try await $0.renew(
                        next, party: acme, authority: authority, identity: AgreementFixture.identity(9), now: now)
                }
            }
            try await coordinator.withClient(nil) { client in
                await #expect(throws: ClientError.self) {
                    _ = try await client.renew(next, party: acme, authority: authority, identity: key, now: now)
                }
            }
            try await coordinator.withClient(mine) {
                _ = try await $0.renew(next, party: acme, authority: authority, identity: key, now: now)
            }
        }
    }
}
