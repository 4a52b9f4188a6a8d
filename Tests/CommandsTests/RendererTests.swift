// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Commands
import Enrolment
import Foundation
import Home
import Messages
import PhoneNumbers
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("What is printed")
struct RendererTests {
    private let fixture: AgreementFixture

    init() throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco")
    }

    private func text(_ json: JSONValue) -> String { String(decoding: json.canonicalBytes, as: UTF8.self) }

    /// An agreement as a home gives it.
    private func stored(_ bundle: SignedAgreement, _ signedHere: Bool, in path: String) throws -> StoredAgreement {
        let party = try #require(PartyID("acme"))
        let home = try Home.create(at: path, party: party, name: "ACME", key: fixture.identities[0])
        return try home.save(bundle, signedHere: signedHere).stored
    }

    @Test("A table is aligned and has no blanks at line ends")
    func table() {
        var table = TextTable(["A", "LONG"], flushRight: [0])
        table.add("100", "x")
        table.add("7", "")
        #expect(table.text == "  A  LONG\n100  x\n  7")
        #expect(TextTable().text.isEmpty)
    }

    @Test("A standing shows who signed and whose key is trusted")
    func standing() throws {
        var bundle = SignedAgreement(fixture.agreement)
        try bundle.accept(as: fixture.agreement.parties[0].id, with: fixture.identities[0])
        let fingerprints = fixture.identities.map(\.publicIdentity.fingerprint)
        let standing = AgreementStanding(
            bundle, own: fixture.agreement.parties[0].id,
            trusted: [
                fixture.agreement.parties[0].id: fingerprints[0], fixture.agreement.parties[1].id: fingerprints[0],
            ])
        let lines = standing.text.split(separator: "\n")
        #expect(lines[1].hasPrefix("acme         brand    yes     this home's"))
        #expect(lines[2].hasPrefix("streamco     partner  no      NOT THE TRUSTED ONE"))
        #expect(lines[3].contains("not trusted"))
        #expect(standing.verdict.hasSuffix("is not yet signed by streamco."))
        let json = text(.object(standing.members))
        #expect(json.contains(#""complete":false"#))
        #expect(json.contains(#""missing":["streamco"]"#))
        #expect(
            json.contains(
                #"{"fingerprint":"\#(fingerprints[0])","party":"acme","role":"brand","signed":true,"trusted":true}"#))
    }

    @Test("A list of agreements joins what the home and the coordinator know")
    func agreements() throws {
        let folder = try TemporaryFolder()
        let stored = try stored(SignedAgreement(fixture.agreement), false, in: folder.file("home"))
        let other = try #require(AgreementID(hex: String(repeating: "0f", count: 32)))
        let lines = AgreementLine.lines(
            home: [stored],
            coordinator: [
                AgreementSummary(id: fixture.agreement.id, name: "spring-launch", missing: []),
                AgreementSummary(id: other, name: "autumn", missing: [fixture.agreement.parties[0].id]),
            ])
        let rows = AgreementLine.text(lines).split(separator: "\n")
        #expect(rows.count == 3)
        #expect(rows[1].contains("nobody"))
        #expect(rows[2].hasSuffix("(at the coordinator)"))
        #expect(text(AgreementLine.json(lines)).contains(#""where":"coordinator""#))
        #expect(AgreementLine.text([]).hasPrefix("No agreements yet"))
    }

    @Test("Rounds are shown newest first, with who is waited for")
    func rounds() throws {
        let agreement = fixture.agreement
        func status(_ number: UInt32, _ state: RoundState) -> RoundStatus {
            RoundStatus(
                reference: RoundReference(agreement: agreement.id, round: agreement.roundID(number)), number: number,
                state: state, revision: 1, openedAt: 1_767_225_600, deadline: 1_767_312_000,
                committed: [agreement.parties[0].id], agreed: [], transcript: nil, chunksDone: 3, chunksTotal: 8,
                stop: nil)
        }
        let lines = RoundLine.lines(agreement, statuses: [status(2, .gathering), status(1, .matched)], home: [])
        let rows = RoundLine.text(lines).split(separator: "\n")
        #expect(rows.count == 3)
        #expect(rows[1].hasPrefix("spring-launch      2  gathering  2026-01-02T00:00:00Z"))
        #expect(rows[1].hasSuffix("waits for streamco"))
        let json = text(RoundLine.json(lines))
        #expect(json.hasPrefix(#"{"rounds":[{"agreed":[],"agreement":""#))
        #expect(json.contains(#""here":null"#))
        #expect(
            RoundLine.text(RoundLine.lines(agreement, statuses: [status(1, .ring)], home: [])).hasSuffix(
                "3 of 8 chunks"))
    }

    @Test("doctor prints a line a check, with how to mend it")
    func doctor() {
        let findings: [DoctorFinding] = [
            .ok("home", "fine"), .warning("clock", "31 s ahead", mend: "set it"), .failed("disk", "full", mend: nil),
        ]
        #expect(
            DoctorFinding.text(findings)
                == "ok       home   fine\nwarning  clock  31 s ahead: set it\nfailed   disk   full")
        #expect(
            text(DoctorFinding.json(findings))
                == #"{"checks":[{"check":"home","mend":null,"state":"ok","text":"fine"},"#
                + #"{"check":"clock","mend":"set it","state":"warning","text":"31 s ahead"},"#
                + #"{"check":"disk","mend":null,"state":"failed","text":"full"}],"failed":1,"warnings":1}"#)
    }

    @Test(
        "The clock may differ a little",
        arguments: [
            (0, DoctorFinding.State.ok), (30, .ok), (31, .warning), (-31, .warning), (300, .warning), (301, .failed),
            (-3600, .failed),
        ])
    func clock(difference: Int, state: DoctorFinding.State) throws {
        let now = try #require(Timestamp(seconds: 1_800_000_000))
        let theirs = try #require(Timestamp(seconds: now.seconds - Int64(difference)))
        #expect(CoordinatorExamination.clock(theirs, now: now).state == state)
    }

    @Test(
        "Little room on the disk is a warning, hardly any a failure",
        arguments: [
            (199_000_000, DoctorFinding.State.failed), (200_000_000, .warning), (2_000_000_000, .ok),
        ])
    func disk(free: Int, state: DoctorFinding.State) { #expect(HomeExamination.disk(free: Int64(free)).state == state) }

    @Test("An agreement is looked at in the order in which it can be mended")
    func agreementFinding() throws {
        let now = try #require(Timestamp("2026-06-01T00:00:00Z"))
        let late = try #require(Timestamp("2028-01-01T00:00:00Z"))
        let complete = try fixture.signed()
        func finding(_ bundle: SignedAgreement, _ signedHere: Bool, _ now: Timestamp) throws -> DoctorFinding {
            let folder = try TemporaryFolder()
            return HomeExamination.agreement(
                try stored(bundle, signedHere, in: folder.file("home")), plan: NumberingPlan(), now: now)
        }
        #expect(try finding(complete, true, now).state == .ok)
        #expect(try finding(complete, true, late).text.contains("ended at"))
        #expect(try finding(complete, false, now).text.contains("not signed here"))
        #expect(
            try finding(SignedAgreement(fixture.agreement), true, now).text.contains("not signed by acme, streamco"))
    }

    @Test("A pending enrolment survives being stored, and never prints its key")
    func pending() throws {
        let request = try CertificateRequest()
        let hash = try #require(InviteHash(hex: String(repeating: "1a", count: 32)))
        let authority = try #require(AuthorityFingerprint(hex: String(repeating: "2b", count: 32)))
        for invite in [hash, nil] {
            let pending = PendingEnrolment(invite: invite, authority: authority, request: request)
            let read = try PendingEnrolment(parsing: pending.bytes)
            #expect(read.invite == invite)
            #expect(read.authority == authority)
            #expect(read.request.der == request.der)
            #expect(!"\(read)".contains("PRIVATE KEY"))
            var dumped = ""
            dump(read, to: &dumped)
            #expect(!dumped.contains("PRIVATE KEY"))
        }
    }

    @Test("An agreement at the coordinator is found by identifier, digits or name, and only when it is one")
    func finder() throws {
        let ids = try ["aabbccdd", "aabbccee", "11223344"].map { start in
            try #require(AgreementID(hex: start + String(repeating: "0", count: 56)))
        }
        let summaries = zip(ids, ["spring", "spring", "autumn"]).map {
            AgreementSummary(id: $0, name: $1, missing: [])
        }
        #expect(try AgreementFinder.summary("aabbccee", in: summaries).id == ids[1])
        #expect(try AgreementFinder.summary("autumn", in: summaries).id == ids[2])
        #expect(try AgreementFinder.summary(ids[0].hex, in: summaries).id == ids[0])
        for (text, code): (String, Commands.ExitStatus) in [
            ("spring", .usage), ("aabbcc", .missingInput), ("+14155550132", .missingInput),
        ] {
            let error = #expect(throws: CommandFailure.self) { try AgreementFinder.summary(text, in: summaries) }
            #expect(error?.code == code)
            #expect(error?.message.contains("555") == false)
        }
        #expect(AgreementFinder.isFile("./spring"))
        #expect(AgreementFinder.isFile("a.yaml"))
        #expect(AgreementFinder.isFile("-"))
        #expect(!AgreementFinder.isFile(ids[0].hex))
    }
}
