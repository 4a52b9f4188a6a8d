// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Enrolment
import Matching
import Messages
import Signing
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("The report of the state")
struct StateReportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("is empty at first")
    func empty() throws {
        let database = try StateDatabase(path: folder.path("state.sqlite"))
        let report = try StateReport(of: database, columns: folder.path("columns"))
        #expect(report.agreements.isEmpty && report.rounds.isEmpty && report.parties.isEmpty && report.invites.isEmpty)
        #expect(report.databaseBytes > 0 && report.columnBytes == 0)
    }

    @Test("tells agreements and who is missing, rounds and how far they are, and the disk")
    func full() throws {
        var driver = try RoundDriver(path: folder.path("state.sqlite"))
        try driver.openNext(at: RoundDriver.start + 60)
        try driver.enterRing()
        try driver.upload(list: 0, hop: 0, 0)
        try driver.rounds.countRepeatedChunk(in: driver.round.reference.round)
        let files = try ColumnFiles(folder: folder.path("columns"))
        try files.write(
            [1, 2, 3], at: ChunkPlace(list: driver.id(0), hop: 0, chunk: 0), in: driver.round.reference.round)
        let other = try AgreementFixture(
            roles: [("acme", "brand"), ("mapco", "partner")], match: "acme and mapco", name: "pair")
        var bundle = SignedAgreement(other.agreement)
        try bundle.accept(as: other.agreement.parties[1].id, with: other.identities[1])
        try driver.agreements.save(bundle)

        let report = try StateReport(of: driver.database, columns: folder.path("columns"))
        #expect(report.agreements.map(\.name) == ["spring-launch", "pair"])
        #expect(report.agreements[0].id == driver.agreement.id && report.agreements[0].missing.isEmpty)
        #expect(report.agreements[1].signed.map(\.name) == ["mapco"])
        #expect(report.agreements[1].missing.map(\.name) == ["acme"])
        #expect(report.rounds.map(\.number) == [2, 1] && report.rounds.map(\.state) == [.ring, .expired])
        let round = report.rounds[0]
        #expect(round.id == driver.round.reference.round && round.openedAt == RoundDriver.start + 60)
        #expect(round.parties == 3 && round.committed == 3 && round.agreed == 3)
        #expect(round.chunksDone == 1 && round.repeatedChunks == 1 && !round.holdsRows)
        #expect(report.columnBytes == 3)

        let outcome = try driver.outcome(rows: 60)
        try driver.rounds.finish(outcome, of: driver.round, at: RoundDriver.start)
        let after = try StateReport(of: driver.database, columns: folder.path("columns"))
        #expect(after.rounds[0].holdsRows && after.rounds[0].state == .matched)
    }

    @Test("tells who is enrolled until when, and which invites nobody has used")
    func parties() throws {
        let database = try StateDatabase(path: folder.path("state.sqlite"))
        let store = StoredEnrolment(database)
        let now = try #require(Timestamp("2026-06-01T08:00:00Z"))
        let expires = try #require(Timestamp("2026-06-08T08:00:00Z"))
        var generator = SeededGenerator(seed: 1)
        let authority = try CertificateAuthority.create(name: "test", now: now, using: &generator)
        let fingerprint = authority.certificate.fingerprint
        let codes = try ["acme", "streamco"].map { name in
            let party = try #require(PartyID(name))
            return try InviteCode(for: party, authority: fingerprint, using: &generator)
        }
        for code in codes { #expect(try store.add(Invite(code, expires: expires))) }
        let request = try CertificateRequest()
        let submission = try EnrolmentSubmission(
            enrolling: request, with: codes[0], by: AgreementFixture.identity(1))
        let certificate = try authority.clientCertificate(
            for: codes[0].party, request: request.der, now: now, using: &generator)
        _ = try store.redeem(submission.verified(for: fingerprint), certificate: certificate, at: now)
        let report = try StateReport(of: database, columns: folder.path("columns"))
        #expect(report.parties.map(\.id.name) == ["acme"])
        #expect(report.parties[0].certificateExpires == certificate.notAfter && report.parties[0].enrolledAt == now)
        #expect(report.invites.map(\.party.name) == ["streamco"] && report.invites[0].expires == expires)
    }
}
