// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Messages
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

extension Stage {
    /// Runs a body after the match of a cast whose brand tells time zones and whose partner interests; sixty rows matched.
    static func withMatch(_ body: (Stage) async throws -> Void) async throws {
        try await Stage.with(Cast(extra: Cast.members)) { stage in
            try await stage.enterRing()
            try await stage.finish()
            try await body(stage)
        }
    }

    /// Runs a body after everything was decided: all sixty allowed.
    static func withMembers(_ body: (Stage) async throws -> Void) async throws {
        try await withMatch { stage in
            try await stage.clients[0].put(stage.page(of: 0))
            try await stage.clients[1].put(stage.page(of: 1))
            #expect(try await stage.clients[0].records(of: stage.cast.round).tally?.allowed == 60)
            try await body(stage)
        }
    }

    static func moment(_ seconds: Int64 = Cast.start) throws -> Timestamp { try #require(Timestamp(seconds: seconds)) }

    /// A party's handles, ascending.
    func handles(of party: Int) async throws -> [Handle] {
        let bytes = try await clients[party].rows(of: cast.id(party), page: 0, in: cast.round)
        return stride(from: 0, to: bytes.count, by: RowRecord.width).compactMap {
            RowRecord(bytes: bytes[$0..<$0 + RowRecord.width])?.handle
        }
    }

    /// What an honest party says about each of its rows.
    func records(of party: Int) async throws -> [MemberRecord] {
        let consent = ConsentRecord(
            sender: cast.agreement.sender, purpose: cast.agreement.purpose, channels: [.sms], state: .given,
            givenAt: try Self.moment(Cast.start - 86_400), method: "web-form", notice: "notice-1",
            jurisdiction: Jurisdiction("US"), evidence: "form-archive")
        return try await handles(of: party).map { handle in
            guard party == 0 else {
                return MemberRecord(handle: handle, attributes: ["interest": .string("film")], consent: nil)
            }
            let subject = Digest(sha256: handle.bytes + cast.round.bytes)
            return MemberRecord(
                handle: handle, attributes: ["number.timezones": .strings(["America/New_York"])],
                consent: BoundConsent(subject: subject, record: consent))
        }
    }

    /// A page of records: honest unless something else is given.
    func page(
        of party: Int, _ number: Int = 0, isLast: Bool = true, records: [MemberRecord]? = nil, from: Int? = nil,
        reference: RoundReference? = nil, transcript: Digest? = nil, signer: Int? = nil
    ) async throws -> Signed<RecordPage> {
        let honest = try await self.records(of: party)
        return try Signed(
            RecordPage(
                reference: reference ?? cast.reference, from: cast.id(from ?? party),
                transcript: transcript ?? cast.transcript, page: number, isLast: isLast, records: records ?? honest),
            by: cast.key(signer ?? party))
    }

    /// Puts bytes at a route of the round as a party; the problem of a refusal, nil where they are taken.
    func put(_ path: String, _ bytes: [UInt8], as party: Int) async throws -> RawExchange {
        let credentials = try coordinator.site.credentials(cast.id(party))
        let request = RawExchange.request("PUT /v1/rounds/\(cast.round.hex)/\(path)", body: bytes)
        return try await RawExchange.run(port: coordinator.port, credentials, [request])
    }

    /// The log as the coordinator has it; throws where the chain does not hold.
    func verifiedLog() async throws -> [LogEntry] {
        let key = cast.fixture.coordinator.publicIdentity
        let envelopes = try await clients[0].log(of: cast.agreement.id, after: 0)
        let entries = try envelopes.map { try LogEntry(envelope: $0, coordinator: key) }
        var chain = LogChain(of: cast.agreement.id)
        try chain.append(contentsOf: entries)
        return entries
    }

    /// Applies one segment over all members, and contexts for it.
    func applyDefinitions(contexts names: [String] = ["some-day"]) async throws {
        let now = try Self.moment()
        let id = cast.agreement.id
        let segment = SegmentDefinition(name: "all", description: nil, when: "has(number.timezones)")
        let segments = SegmentsStatement(agreement: id, from: cast.id(0), at: now, definitions: [segment], remove: [])
        try await clients[0].put(Signed(segments, by: cast.key(0)))
        let definitions = names.map {
            ContextDefinition(name: $0, segment: "all", channel: .sms, text: "From {{sender}}")
        }
        let contexts = ContextsStatement(agreement: id, from: cast.id(0), at: now, definitions: definitions, remove: [])
        try await clients[0].put(Signed(contexts, by: cast.key(0)))
    }

    /// The handles of all messages of a plan.
    func members(of plan: Handle) async throws -> Set<Handle> {
        var handles: Set<Handle> = []
        var last: Handle?
        while true {
            let page = try await clients[0].messages(of: plan, after: last).body.messages
            guard let next = page.last?.handle else { return handles }
            handles.formUnion(page.map(\.handle))
            last = next
        }
    }
}
