// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Foundation
import GRDB
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("Stored enrolment")
struct StoredEnrolmentTests {
    private let folder: TemporaryFolder
    private let store: StoredEnrolment
    private let authority: CertificateAuthority
    private let acme: PartyID
    private let now: Timestamp

    init() throws {
        folder = try TemporaryFolder()
        store = StoredEnrolment(try StateDatabase(path: folder.path("state.sqlite")))
        now = try #require(Timestamp("2026-06-01T08:00:00Z"))
        acme = try #require(PartyID("acme"))
        var generator = SeededGenerator(seed: 1)
        authority = try CertificateAuthority.create(name: "test", now: now, using: &generator)
    }

    private func later(_ seconds: Int64) throws -> Timestamp {
        try #require(Timestamp(seconds: now.seconds + seconds))
    }

    private func code(seed: UInt64 = 2, for party: PartyID? = nil) throws -> InviteCode {
        var generator = SeededGenerator(seed: seed)
        return try InviteCode(for: party ?? acme, authority: authority.certificate.fingerprint, using: &generator)
    }

    private func invite(_ code: InviteCode) throws -> Invite {
        Invite(code, expires: try later(Invite.defaultLifetime))
    }

    /// A verified request and the certificate that is issued for it.
    private func request(
        _ code: InviteCode, identity: UInt8 = 1, at moment: Timestamp? = nil
    ) throws -> (Signed<EnrolmentRequest>, PartyCertificate) {
        let request = try CertificateRequest()
        let submission = try EnrolmentSubmission(
            enrolling: request, with: code, by: AgreementFixture.identity(identity))
        var generator = SeededGenerator(seed: 3)
        let certificate = try authority.clientCertificate(
            for: code.party, request: request.der, now: moment ?? now, using: &generator)
        return (try submission.verified(for: authority.certificate.fingerprint), certificate)
    }

    private func renewal(identity: UInt8, at moment: Timestamp) throws -> (Signed<EnrolmentRequest>, PartyCertificate) {
        let request = try CertificateRequest()
        let submission = try EnrolmentSubmission(
            renewing: request, party: acme, authority: authority.certificate.fingerprint,
            by: AgreementFixture.identity(identity))
        var generator = SeededGenerator(seed: 4)
        let certificate = try authority.clientCertificate(
            for: acme, request: request.der, now: moment, using: &generator)
        return (try submission.verified(for: authority.certificate.fingerprint), certificate)
    }

    @Test("keeps an invite once, by its hash")
    func invites() throws {
        let invite = try invite(code())
        #expect(try store.invite(invite.hash) == nil)
        #expect(try store.add(invite))
        #expect(try !store.add(invite))
        #expect(try store.invite(invite.hash) == invite)
        let second = Invite(try code(seed: 9), expires: try later(Invite.defaultLifetime + 1))
        #expect(try store.add(second))
        #expect(try store.invites() == [second, invite])
    }

    @Test("does not hold the code")
    func secret() throws {
        let code = try code()
        _ = try store.add(invite(code))
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: folder.path("state.sqlite") + suffix))
            #expect(bytes.range(of: Data(code.secret)) == nil)
            #expect(bytes.range(of: Data(Hexadecimal.encode(code.secret).utf8)) == nil)
        }
    }

    @Test("records a use with certificate and identity, once")
    func redeems() throws {
        let code = try code()
        _ = try store.add(invite(code))
        let (request, certificate) = try request(code)
        #expect(try store.identity(of: acme) == nil)
        #expect(try store.redeem(request, certificate: certificate, at: now))
        let used = try #require(try store.invite(code.secretHash))
        #expect(used.use == InviteUse(digest: request.body.useDigest, certificateDER: certificate.der))
        #expect(Invite.redeem(used, by: request, now: now) == .reissue(certificate.der))
        #expect(
            try store.parties() == [
                EnrolledParty(
                    id: acme, identity: request.body.identity, enrolledAt: now, certificateExpires: certificate.notAfter
                )
            ])
        let (other, another) = try self.request(code, identity: 2)
        #expect(try !store.redeem(other, certificate: another, at: now))
        #expect(try !store.redeem(request, certificate: certificate, at: now))
        #expect(try store.identity(of: acme) == request.body.identity)
    }

    @Test("records nothing for an unknown invite, another party's, or none")
    func refuses() throws {
        let code = try code()
        let (request, certificate) = try request(code)
        #expect(try !store.redeem(request, certificate: certificate, at: now))
        let foreign = Invite(
            hash: code.secretHash, party: try #require(PartyID("streamco")), expires: try later(60), use: nil)
        _ = try store.add(foreign)
        #expect(try !store.redeem(request, certificate: certificate, at: now))
        let (without, renewed) = try renewal(identity: 1, at: now)
        #expect(try !store.redeem(without, certificate: renewed, at: now))
        #expect(try store.parties().isEmpty)
        #expect(try store.invite(code.secretHash) == foreign)
    }

    @Test("lets one of many uses at once win")
    func race() throws {
        let code = try code()
        _ = try store.add(invite(code))
        let requests = try (1...6).map { try request(code, identity: $0) }
        let stores = try requests.map { _ in StoredEnrolment(try StateDatabase(path: folder.path("state.sqlite"))) }
        let (failures, wins) = (Failures(), Failures())
        let now = now
        DispatchQueue.concurrentPerform(iterations: requests.count) { index in
            do {
                if try stores[index].redeem(requests[index].0, certificate: requests[index].1, at: now) {
                    wins.add(Won(index: index))
                }
            } catch { failures.add(error) }
        }
        #expect(failures.all.isEmpty)
        let winner = try #require(wins.all.first as? Won)
        #expect(wins.all.count == 1)
        #expect(try store.identity(of: acme) == requests[winner.index].0.body.identity)
    }

    @Test("replaces the identity with a new invite's")
    func reenrols() throws {
        for (seed, identity) in [(UInt64(5), UInt8(1)), (6, 2)] {
            let code = try code(seed: seed)
            _ = try store.add(invite(code))
            let (request, certificate) = try request(code, identity: identity)
            #expect(try store.redeem(request, certificate: certificate, at: now))
        }
        #expect(try store.identity(of: acme) == AgreementFixture.identity(2).publicIdentity)
        #expect(try store.parties().count == 1)
    }

    @Test("renews for the identity on record alone")
    func renews() throws {
        let (early, unused) = try renewal(identity: 1, at: now)
        #expect(try !store.renew(early, certificate: unused, at: now))
        let code = try code()
        _ = try store.add(invite(code))
        let (request, certificate) = try request(code)
        _ = try store.redeem(request, certificate: certificate, at: now)
        let moment = try later(100 * 86_400)
        let (other, refused) = try renewal(identity: 2, at: moment)
        #expect(try !store.renew(other, certificate: refused, at: moment))
        let (own, renewed) = try renewal(identity: 1, at: moment)
        #expect(try store.renew(own, certificate: renewed, at: moment))
        let party = try #require(try store.parties(named: [acme]).first)
        #expect(party.certificateExpires == renewed.notAfter && party.enrolledAt == now)
    }

    @Test("finds the enrolled among several names")
    func named() throws {
        for (seed, name) in [(UInt64(5), "acme"), (6, "streamco")] {
            let party = try #require(PartyID(name))
            let code = try code(seed: seed, for: party)
            _ = try store.add(invite(code))
            let (request, certificate) = try request(code, identity: UInt8(seed))
            _ = try store.redeem(request, certificate: certificate, at: now)
        }
        let names = try ["streamco", "shopco", "acme"].map { try #require(PartyID($0)) }
        #expect(try store.parties(named: names).map(\.id.name) == ["acme", "streamco"])
        #expect(try store.parties(named: []).isEmpty)
    }

    @Test("keeps every signed request as evidence")
    func evidence() throws {
        let code = try code()
        _ = try store.add(invite(code))
        let (request, certificate) = try request(code)
        _ = try store.redeem(request, certificate: certificate, at: now)
        let queue = try DatabaseQueue(path: folder.path("state.sqlite"))
        let kept = try queue.read { try Data.fetchAll($0, sql: "SELECT request FROM enrolment") }
        #expect(kept.map { Array($0) } == [request.bytes])
    }

    private struct Won: Error { let index: Int }
}
