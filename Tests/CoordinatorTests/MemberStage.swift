// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

/// A round that has matched under a running coordinator, so that records are due: those of `acme`, the brand, and of
/// `streamco`, which has a grant; `hub` learns its rows and has nothing to send.
struct MemberStage: Sendable {
    /// A matched row of a party.
    struct Row: Sendable {
        let handle: Handle
        /// The same number is the same person for every party.
        let person: Int
    }

    let service: TestService
    let ring: TestRing
    /// Ring order.
    let clients: [TestClient]
    /// For each party its matched rows in the order of their handles.
    let rows: [[Row]]
    /// When the round matched, where it was played here.
    let matchedAt: Int64

    /// Where the coordinator's clock starts here: noon in UTC, so that it is the same hour in every run.
    static let noon = TestHome.start / 86_400 * 86_400 + 12 * 3600 + (TestHome.start % 86_400 >= 43_200 ? 86_400 : 0)

    /// A moment, in seconds from noon.
    static func moment(_ offset: Int64 = 0) throws -> Timestamp { try #require(Timestamp(seconds: noon + offset)) }

    static let policies = ["us-federal", "ca-casl", "eu-gdpr", "uk-pecr"]

    static let grants = [
        grant("acme", [("number.country", .string), ("number.timezones", .strings)]),
        grant("streamco", [("interest", .string), ("visits", .integer), ("vip", .boolean), ("tags", .strings)]),
    ]

    private static func grant(_ party: String, _ attributes: [(String, AttributeType)]) -> JSONValue {
        .object([
            "party": .string(party),
            "attributes": .array(
                attributes.map { .object(["name": .string($0), "type": .string($1.rawValue)]) }),
        ])
    }

    /// An agreement of the three parties.
    static func agreement(
        on home: TestHome, parties: [TestParty]? = nil, name: String = "spring", minimum: Int64 = 50,
        channels: [Channel] = [.sms], policies: [String] = policies, cap: Int64 = 2000
    ) throws -> TestAgreement {
        try TestAgreement(
            parties ?? ["acme", "streamco", "hub"].map { try TestParty($0, of: home) }, home: home, name: name,
            cap: cap, chunkRows: 2000, disclosure: ["minimumResult": .integer(minimum)], channels: channels,
            policies: policies, grants: grants)
    }

    /// Opens a round, by the agreement's signatures or by an opening, and plays it to its match.
    init(
        _ service: TestService, _ agreement: TestAgreement, number: UInt32 = 1, shared: Int = 60
    ) async throws {
        let ring = Self.ring(agreement, number: number, shared: shared)
        if number == 1 {
            try await agreement.upload(to: service)
        } else {
            let opening = try Signed(
                RoundOpening(reference: ring.reference, from: ring.parties[0].id, number: number),
                by: ring.parties[0].key)
            let reply = try await service.client(ring.parties[0])
                .send(.POST, agreement.path + "/rounds", opening.bytes)
            #expect(reply.status == 201)
        }
        try await ring.gather(service)
        try await ring.travel(service)
        let state = try await ring.end(service).state
        try #require(state == .matched)
        try await self.init(service, matched: ring)
    }

    /// Goes on with a round that has matched.
    init(_ service: TestService, matched ring: TestRing) async throws {
        let clients = try ring.parties.map { try service.client($0) }
        var rows: [[Row]] = []
        for (list, party) in ring.parties.enumerated() {
            let bytes = try await clients[list].get("\(ring.path)/rows/\(party.id)/0").bytes
            rows.append(
                stride(from: 0, to: bytes.count, by: RowRecord.width).compactMap {
                    RowRecord(bytes: bytes[$0..<$0 + RowRecord.width]).map {
                        Row(handle: $0.handle, person: ring.rows[list][Int($0.position)])
                    }
                })
        }
        self.service = service
        self.ring = ring
        self.clients = clients
        self.rows = rows
        matchedAt = service.home.now
    }

    /// A round whose parties have so many rows in common.
    static func ring(_ agreement: TestAgreement, number: UInt32 = 1, shared: Int = 60) -> TestRing {
        TestRing(agreement, number: number, rows: [0..<shared + 10, 0..<shared, 0..<shared + 5])
    }

    /// Serves a new coordinator with a matched round while a body runs.
    static func run(
        shared: Int = 60, minimum: Int64 = 50, channels: [Channel] = [.sms],
        server: (TestHome) throws -> CoordinatorServer = { try $0.server() },
        _ body: @Sendable (MemberStage) async throws -> Void
    ) async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try agreement(on: home, minimum: minimum, channels: channels)
        try await home.serve(server(home)) { service in
            try await body(MemberStage(service, agreement, shared: shared))
        }
    }

    var home: TestHome { service.home }
    var agreement: TestAgreement { ring.agreement }
    var round: RoundID { ring.reference.round }
    var acme: TestClient { clients[0] }
    var streamco: TestClient { clients[1] }
    var hub: TestClient { clients[2] }
    /// What the coordinator stores of members.
    var stored: StoredMembers { StoredMembers(home.database) }

    /// The brand's handles, ascending.
    var handles: [Handle] { rows[0].map(\.handle) }
}
