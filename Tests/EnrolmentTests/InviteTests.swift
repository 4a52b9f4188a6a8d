// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Signing
import Testing
import Vocabulary

@Suite("Redeeming an invite, and renewal")
struct InviteTests {
    /// One authority, one invite, one party that asks.
    struct Scene {
        let authority: CertificateAuthority
        let code: InviteCode
        let key: IdentityKey
        let request: CertificateRequest
        var invite: Invite

        init() throws {
            authority = try Mint.authority()
            code = try Mint.code(authority: authority)
            key = try IdentityKey()
            request = try CertificateRequest()
            invite = Invite(code, expires: Mint.later(Invite.defaultLifetime))
        }

        func statement(
            request: CertificateRequest? = nil, key: IdentityKey? = nil, code: InviteCode? = nil
        ) throws -> Signed<EnrolmentRequest> {
            try EnrolmentSubmission(
                enrolling: request ?? self.request, with: code ?? self.code, by: key ?? self.key
            ).verified(for: authority.certificate.fingerprint)
        }

        /// What the coordinator does: decide, issue, keep the use.
        mutating func redeem(_ statement: Signed<EnrolmentRequest>, now: Timestamp = Mint.now) throws -> InviteDecision
        {
            let decision = Invite.redeem(invite, by: statement, now: now)
            if case .issue(let digest) = decision {
                let certificate = try Mint.issue(authority, to: statement.body.from, request: request, now: now)
                invite = Invite(
                    hash: invite.hash, party: invite.party, expires: invite.expires,
                    use: InviteUse(digest: digest, certificateDER: certificate.der))
            }
            return decision
        }
    }

    @Test("The first use is granted, and the same request again gets the same certificate until the invite expires")
    func sameRequest() throws {
        var scene = try Scene()
        let statement = try scene.statement()
        #expect(try scene.redeem(statement) == .issue(useDigest: statement.body.useDigest))
        let issued = try #require(scene.invite.use?.certificateDER)
        #expect(try scene.redeem(statement, now: Mint.later(3600)) == .reissue(issued))
        #expect(try scene.redeem(try scene.statement()) == .reissue(issued))
        let last = Mint.later(Invite.defaultLifetime - 1)
        #expect(try scene.redeem(statement, now: last) == .reissue(issued))
        #expect(
            try scene.redeem(statement, now: scene.invite.expires) == .refuse(.inviteExpired(scene.invite.expires)))
        #expect(try PartyCertificate(der: issued).party == Mint.party())
    }

    @Test("Another certificate request or another identity finds the invite used")
    func used() throws {
        var scene = try Scene()
        _ = try scene.redeem(try scene.statement())
        let (request, key) = (try CertificateRequest(), try IdentityKey())
        #expect(try scene.redeem(try scene.statement(request: request)) == .refuse(.inviteUsed))
        #expect(try scene.redeem(try scene.statement(key: key)) == .refuse(.inviteUsed))
    }

    @Test("An expired, an unknown and another party's invite are refused")
    func refused() throws {
        var scene = try Scene()
        let statement = try scene.statement()
        let end = scene.invite.expires
        #expect(try scene.redeem(statement, now: end) == .refuse(.inviteExpired(end)))
        #expect(scene.invite.use == nil)
        #expect(Invite.redeem(nil, by: statement, now: Mint.now) == .refuse(.inviteUnknown))
        let foreign = try scene.statement(code: try Mint.code(authority: scene.authority, seed: 8))
        #expect(Invite.redeem(scene.invite, by: foreign, now: Mint.now) == .refuse(.inviteUnknown))
        let renamed = Invite(hash: scene.invite.hash, party: Mint.party("other"), expires: end, use: nil)
        #expect(Invite.redeem(renamed, by: statement, now: Mint.now) == .refuse(.inviteForOtherParty))
        let renewal = try EnrolmentSubmission(
            renewing: scene.request, party: Mint.party(), authority: scene.authority.certificate.fingerprint,
            by: scene.key
        ).verified(for: scene.authority.certificate.fingerprint)
        #expect(Invite.redeem(scene.invite, by: renewal, now: Mint.now) == .refuse(.inviteMissing))
    }

    @Test("The coordinator's record of an invite does not hold the secret")
    func record() throws {
        let scene = try Scene()
        #expect(scene.invite.hash == scene.code.secretHash)
        #expect(!"\(scene.invite)".contains(Hexadecimal.encode(scene.code.secret)))
    }

    @Test("Renewal needs the party's own certificate and the identity on record")
    func renewal() throws {
        let scene = try Scene()
        let fingerprint = scene.authority.certificate.fingerprint
        let statement = try EnrolmentSubmission(
            renewing: scene.request, party: Mint.party(), authority: fingerprint, by: scene.key
        ).verified(for: fingerprint)
        let (own, other) = (scene.key.publicIdentity, try IdentityKey().publicIdentity)
        #expect(Renewal.refusal(of: statement, peer: Mint.party(), identity: own) == nil)
        #expect(Renewal.refusal(of: statement, peer: nil, identity: own) == .inviteMissing)
        #expect(Renewal.refusal(of: statement, peer: Mint.party("b"), identity: own) == .certificateOfOtherParty)
        #expect(Renewal.refusal(of: statement, peer: Mint.party(), identity: nil) == .neverEnrolled)
        #expect(Renewal.refusal(of: statement, peer: Mint.party(), identity: other) == .otherIdentity)
    }
}
