// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

extension MemberStage {
    /// The commitment of a row of the brand; another salt makes another one.
    func subject(_ row: Int, salt: Int = 0) -> Columns.Digest {
        Digest(sha256: Array("\(round) \(row) \(salt)".utf8))
    }

    /// The brand's record of a row.
    func record(
        _ row: Int, _ consent: ConsentRecord? = nil, attributes: [String: AttributeValue] = Self.attributes,
        subject: Columns.Digest? = nil
    ) throws -> MemberRecord {
        MemberRecord(
            handle: rows[0][row].handle, attributes: attributes,
            consent: BoundConsent(subject: subject ?? self.subject(row), record: try consent ?? .sample()))
    }

    /// What the brand tells of a row where a test does not say.
    static let attributes: [String: AttributeValue] = [
        "number.country": .string("GB"), "number.timezones": .strings(["Etc/UTC"]),
    ]

    /// The partner's record of a row of its own.
    func partnerRecord(_ row: Int, _ attributes: [String: AttributeValue]) -> MemberRecord {
        MemberRecord(handle: rows[1][row].handle, attributes: attributes, consent: nil)
    }

    /// The brand's records of rows, all with one consent.
    func records(of range: Range<Int>, _ consent: ConsentRecord? = nil) throws -> [MemberRecord] {
        try range.map { try record($0, consent) }
    }

    /// A signed page.
    func page(
        _ records: [MemberRecord], of list: Int = 0, number: Int = 0, isLast: Bool = true,
        reference: RoundReference? = nil, transcript: Columns.Digest? = nil, key: IdentityKey? = nil
    ) throws -> Signed<RecordPage> {
        try Signed(
            RecordPage(
                reference: reference ?? ring.reference, from: ring.parties[list].id,
                transcript: transcript ?? ring.transcript, page: number, isLast: isLast, records: records),
            by: key ?? ring.parties[list].key)
    }

    /// Sends a body as a page of a party.
    func send(_ body: [UInt8], of list: Int = 0, number: Int = 0) async throws -> TestClient.Reply {
        try await clients[list].send(.PUT, "\(ring.path)/records/\(ring.parties[list].id)/\(number)", body)
    }

    /// Sends a page as its party.
    func send(_ page: Signed<RecordPage>) async throws -> TestClient.Reply {
        let list = try #require(ring.parties.firstIndex { $0.id == page.body.from })
        return try await send(page.bytes, of: list, number: page.body.page)
    }

    /// Sends the partner's only page, empty where nothing is told.
    func sendPartner(_ records: [MemberRecord] = []) async throws {
        #expect(try await send(page(records, of: 1)).status == 201)
    }

    /// Sends all records there are: the partner's, none unless a test has some, and one of the brand for each row.
    func decide(
        partner: [MemberRecord] = [], _ consent: (Int) throws -> ConsentRecord = { _ in try .sample() }
    ) async throws {
        try await sendPartner(partner)
        let records = try rows[0].indices.map { try record($0, consent($0)) }
        for (number, start) in stride(from: 0, to: records.count, by: RecordPage.maximumRecords).enumerated() {
            let end = min(start + RecordPage.maximumRecords, records.count)
            let page = try page(Array(records[start..<end]), number: number, isLast: end == records.count)
            #expect(try await send(page).status == 201)
        }
        #expect(try await status().isDecided)
    }

    /// How far the records are, as a party is told.
    func status(_ list: Int = 0, since: Int? = nil, wait: Int? = nil) async throws -> RecordsStatus {
        let query = since.map { "?since=\($0)" } ?? ""
        return try await RecordsStatus(json: clients[list].get("\(ring.path)/records\(query)", wait: wait).json)
    }

    // MARK: - The log

    /// All entries, after their signatures and their chain have been verified.
    func log() async throws -> [LogEntry] {
        var chain = LogChain(of: agreement.agreement.id)
        var entries: [LogEntry] = []
        while true {
            let reply = try await acme.get("\(agreement.path)/log?after=\(entries.count)")
            guard case .array(let envelopes) = try reply.json, !envelopes.isEmpty else { return entries }
            let part = try envelopes.map {
                try LogEntry(envelope: $0.canonicalBytes, coordinator: home.identity.publicIdentity)
            }
            try chain.append(contentsOf: part)
            entries += part
        }
    }

    /// The decisions of this round by handle; each handle has one at most.
    func decisions() async throws -> [Handle: Decision] {
        let decisions = try await log().compactMap { entry -> Decision? in
            guard case .decision(let signed) = entry, signed.body.reference == ring.reference else { return nil }
            return signed.body
        }
        #expect(Set(decisions.map(\.handle)).count == decisions.count)
        return Dictionary(decisions.map { ($0.handle, $0) }) { first, _ in first }
    }

    /// The end of this round's decisions, where it is logged.
    func decided() async throws -> RoundDecided? {
        let ends = try await log().compactMap { entry -> RoundDecided? in
            guard case .decided(let signed) = entry, signed.body.reference == ring.reference else { return nil }
            return signed.body
        }
        #expect(ends.count <= 1)
        return ends.first
    }

    // MARK: - Revocations

    /// The brand's revocation of a row.
    func revocation(
        of row: Int, at offset: Int64 = 0, reference: RoundReference? = nil, transcript: Columns.Digest? = nil,
        from list: Int = 0, key: IdentityKey? = nil
    ) throws -> Signed<Revocation> {
        try Signed(
            Revocation(
                reference: reference ?? ring.reference, from: ring.parties[list].id,
                transcript: transcript ?? ring.transcript, handle: rows[0][row].handle, at: Self.moment(offset)),
            by: key ?? ring.parties[list].key)
    }

    /// Sends a revocation to its handle's route.
    func send(
        _ revocation: Signed<Revocation>, from list: Int = 0, handle: Handle? = nil
    ) async throws -> TestClient.Reply {
        try await clients[list].put("\(ring.path)/revocations/\(handle ?? revocation.body.handle)", revocation)
    }

    /// Revokes a row.
    func revoke(_ row: Int) async throws { #expect(try await send(revocation(of: row)).status == 201) }

    /// What the brand is told of a row.
    func story(of row: Int) async throws -> MemberStory {
        try await MemberStory(json: acme.get("\(ring.path)/members/\(rows[0][row].handle)").json)
    }

    // MARK: - What is stored

    /// What a refusal must leave as it is.
    struct Facts: Equatable {
        let phase: RecordsPhase
        let log: LogChain
        let latest: Int64
        let members: [AllowedMember]
    }

    func facts() throws -> Facts {
        var members: [AllowedMember] = []
        try stored.forEachMember(of: round) { member, _ in members.append(member) }
        return Facts(
            phase: try stored.phase(of: round), log: try stored.log(of: agreement.agreement.id),
            latest: try stored.latestMoment(), members: members)
    }
}
