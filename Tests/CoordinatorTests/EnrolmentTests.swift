// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Enrolment
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

@Suite("Enrolment over HTTP")
struct EnrolmentTests {
    private static func invite(_ home: TestHome, for name: String, hours: Int64 = 1) throws -> InviteCode {
        var generator = SystemRandomNumberGenerator()
        let code = try InviteCode(
            for: #require(PartyID(name)), authority: home.authority.certificate.fingerprint, using: &generator)
        let expires = try #require(Timestamp(seconds: home.now + hours * 3600))
        #expect(try StoredEnrolment(home.database).add(Invite(code, expires: expires)))
        return code
    }

    private static func post(_ client: TestClient, _ submission: EnrolmentSubmission) async throws -> TestClient.Reply {
        try await client.send(.POST, "/v1/enrolment", submission.bytes)
    }

    @Test("An invite gets a certificate; the same request gets the same one again, another none")
    func invite() async throws {
        let home = try TestHome()
        let code = try Self.invite(home, for: "acme")
        let key = try IdentityKey()
        let request = try CertificateRequest()
        try await home.serve { service in
            let client = try service.client()
            let submission = try EnrolmentSubmission(enrolling: request, with: code, by: key)
            let first = try await Self.post(client, submission)
            #expect(first.status == 200)
            let certificate = try EnrolmentGrant(parsing: first.bytes).accepted(
                for: code.party, request: request, authority: home.authority.certificate, now: TestHome.today())
            #expect(try await Self.post(client, submission).bytes == first.bytes)
            let other = try EnrolmentSubmission(enrolling: CertificateRequest(), with: code, by: key)
            #expect(try await Self.post(client, other).problem.code == .inviteRefused)
            let party = try service.client(chain: certificate.der, keyPEM: request.privateKeyPEM)
            #expect(try await party.get("/v1/agreements").status == 200)
        }
    }

    @Test("An unknown or expired invite, a forged statement and a wrong secret are refused")
    func refused() async throws {
        let home = try TestHome()
        let expired = try Self.invite(home, for: "acme")
        home.advance(3600)
        var generator = SystemRandomNumberGenerator()
        let unknown = try InviteCode(
            for: expired.party, authority: home.authority.certificate.fingerprint, using: &generator)
        let foreign = try InviteCode(
            for: expired.party, authority: AuthorityFingerprint(certificateDER: [1]), using: &generator)
        try await home.serve { service in
            let client = try service.client()
            for (code, expected) in [
                (expired, ProblemCode.inviteRefused), (unknown, .inviteRefused), (foreign, .badSignature),
            ] {
                let submission = try EnrolmentSubmission(enrolling: CertificateRequest(), with: code, by: IdentityKey())
                let problem = try await Self.post(client, submission).problem
                #expect(problem.code == expected)
                #expect(!problem.detail.contains(Hexadecimal.encode(code.secret)))
            }
        }
    }

    @Test("A certificate renews itself under the identity on record, and nothing else does")
    func renewal() async throws {
        let home = try TestHome()
        let code = try Self.invite(home, for: "acme")
        let key = try IdentityKey()
        let request = try CertificateRequest()
        let fingerprint = home.authority.certificate.fingerprint
        try await home.serve { service in
            let open = try service.client()
            let grant = try await EnrolmentGrant(
                parsing: Self.post(open, EnrolmentSubmission(enrolling: request, with: code, by: key)).bytes)
            let present = try service.client(chain: grant.certificate.der, keyPEM: request.privateKeyPEM)
            let next = try CertificateRequest()
            let renewal = try EnrolmentSubmission(renewing: next, party: code.party, authority: fingerprint, by: key)
            #expect(try await Self.post(open, renewal).problem.code == .certificateRequired)
            let renewed = try await Self.post(present, renewal)
            #expect(try EnrolmentGrant(parsing: renewed.bytes).party == code.party)
            let other = try EnrolmentSubmission(
                renewing: next, party: code.party, authority: fingerprint, by: IdentityKey())
            #expect(try await Self.post(present, other).problem.code == .identityRefused)
            let streamco = try service.client(TestParty("streamco", of: home))
            #expect(try await Self.post(streamco, renewal).problem.code == .wrongParty)
        }
    }

    @Test("An agreement that names another key for an enrolled party is refused")
    func otherIdentity() async throws {
        let home = try TestHome()
        let code = try Self.invite(home, for: "streamco")
        let agreement = try TestAgreement([TestParty("acme", of: home), TestParty("streamco", of: home)], home: home)
        try await home.serve { service in
            let submission = try EnrolmentSubmission(enrolling: CertificateRequest(), with: code, by: IdentityKey())
            #expect(try await Self.post(service.client(), submission).status == 200)
            let reply = try await service.client(agreement.parties[0])
                .send(.PUT, agreement.path, agreement.bundle(signedBy: agreement.parties).bytes)
            #expect(try reply.problem.code == .identityRefused)
        }
    }
}
