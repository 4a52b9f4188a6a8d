// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// What follows a match, with fixed keys and salts: a page of records, decisions, a revocation, and the log over them.
@Suite struct ConsentVectorTests {
    private static let moment = "2026-06-01T12:00:00Z"

    private let fixture: AgreementFixture
    private let reference: RoundReference
    private let transcript = Digest(sha256: Array("transcript".utf8))

    init() throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco",
            extra: """
                policies: [us-federal]
                grants:
                  - {party: acme, attributes: [{name: number.country, type: string}]}
                disclosure: {minimumList: 1, minimumResult: 50}
                """)
        let agreement = fixture.agreement
        reference = RoundReference(agreement: agreement.id, round: agreement.roundID(1))
    }

    private func record(state: ConsentState = .given, method: String = "web-form", law: String = "US") throws
        -> ConsentRecord
    {
        let (end, jurisdiction) = (Timestamp("2027-02-01T00:00:00Z"), Jurisdiction(law))
        try #require(end != nil && jurisdiction != nil)
        return ConsentRecord(
            sender: "ACME Stores", purpose: try #require(Purpose("marketing")), channels: [.sms], state: state,
            givenAt: try #require(Timestamp("2026-02-01T09:30:00Z")),
            expiresAt: end, method: method, notice: "notice-7",
            jurisdiction: jurisdiction, evidence: "form-0001")
    }

    private func handle(_ byte: UInt8) throws -> Handle {
        try #require(Handle(bytes: [UInt8](repeating: byte, count: 16)))
    }

    @Test("The vectors of records, decisions, a revocation and the log are what the code computes")
    func vectors() throws {
        let salt = try #require(SubjectSalt(bytes: (0..<32).map { UInt8($0) }))
        let digits: UInt64 = 12_025_550_123
        let subject = SubjectCommitment.digest(of: digits, salt: salt)
        let now = try #require(Timestamp(Self.moment))
        let records = try [
            record(), record(state: .withdrawn), record(method: "voice"), record(law: "BR"),
        ].enumerated().map { index, record in
            MemberRecord(
                handle: try handle(UInt8(index + 1)),
                attributes: index == 0 ? ["number.country": .string("US")] : [:],
                consent: BoundConsent(
                    subject: index == 0 ? subject : Digest(sha256: [UInt8(index)]), record: record))
        }
        let brand = fixture.identities[0]
        let page = try Signed(
            RecordPage(
                reference: reference, from: try #require(PartyID("acme")), transcript: transcript, page: 0,
                isLast: true,
                records: records), by: brand)
        let (entries, revocation) = try log(of: records, at: now, brand: brand)
        #expect(
            try VectorFile.agrees(
                "consent.json",
                with: .object([
                    "source": .string(
                        "protocol/v1/consent.md; identity seeds are one byte 32 times: acme 1, streamco 2, coordinator 192; "
                            + "T is SHA-256 of \"transcript\""),
                    "agreement": .string(fixture.agreement.id.hex),
                    "subject": .object([
                        "salt": .string(Hexadecimal.encode(salt.bytes)), "number": .string(String(digits)),
                        "commitment": .string(subject.hex),
                    ]),
                    "records": .array(
                        records.compactMap(\.consent).map {
                            .object(["record": $0.record.json, "digest": .string($0.record.digest.hex)])
                        }),
                    "page": page.json, "revocation": revocation.json,
                    "log": .object([
                        "genesis": .string(LogChain(of: fixture.agreement.id).hash.hex), "entries": .array(entries),
                    ]),
                ])))
    }

    private func log(
        of records: [MemberRecord], at now: Timestamp, brand: IdentityKey
    ) throws -> (entries: [JSONValue], revocation: Signed<Revocation>) {
        var chain = LogChain(of: fixture.agreement.id)
        var entries: [JSONValue] = []
        func append(_ entry: LogEntry) throws {
            try chain.append(entry)
            // Verified as a reader would.
            let read = try LogEntry(envelope: entry.envelope, coordinator: fixture.coordinator.publicIdentity)
            #expect(read == entry)
            entries.append(
                .object(["envelope": try JSONValue(parsing: entry.envelope), "hash": .string(chain.hash.hex)]))
        }
        let decider = Decider(terms: ConsentTerms(fixture.agreement), library: try PolicyLibrary.builtIn())
        for record in records {
            let verdict = decider.decide(record: record.consent?.record, isRevoked: false, at: now)
            try append(
                .decision(
                    Signed(
                        Decision(
                            reference: reference, transcript: transcript, handle: record.handle,
                            basis: record.consent.map { Decision.Basis($0) }, verdict: verdict, at: now,
                            sequence: chain.sequence + 1, previous: chain.hash), by: fixture.coordinator)))
        }
        let decided = RoundDecided(
            reference: reference, transcript: transcript, at: now, allowed: 1, refused: 3, sequence: chain.sequence + 1,
            previous: chain.hash)
        try append(.decided(Signed(decided, by: fixture.coordinator)))
        let revocation = try Signed(
            Revocation(
                reference: reference, from: try #require(PartyID("acme")), transcript: transcript,
                handle: records[0].handle, at: now), by: brand)
        let receipt = RevocationReceipt(
            reference: reference, transcript: transcript, handle: records[0].handle,
            revocation: Digest(sha256: revocation.bytes), at: now, sequence: chain.sequence + 1, previous: chain.hash)
        try append(.revocation(Signed(receipt, by: fixture.coordinator)))
        return (entries, revocation)
    }
}
