// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Testing
import Vocabulary

extension MemberStage {
    static func segment(_ name: String, _ when: String = "true") -> SegmentDefinition {
        SegmentDefinition(name: name, description: nil, when: when)
    }

    /// A context of the whole day for everybody, without weather.
    static func context(
        _ name: String = "any-time", segment: String = "all", channel: Channel = .sms,
        weather: ContextDefinition.Weather? = nil, horizonHours: Int? = nil, text: String = "Hello from {{sender}}"
    ) -> ContextDefinition {
        ContextDefinition(
            name: name, segment: segment, channel: channel, weather: weather, horizonHours: horizonHours, text: text)
    }

    func statement(
        segments: [SegmentDefinition] = [], remove: [String] = [], from list: Int = 0, key: IdentityKey? = nil,
        agreement: AgreementID? = nil
    ) throws -> Signed<SegmentsStatement> {
        try Signed(
            SegmentsStatement(
                agreement: agreement ?? self.agreement.agreement.id, from: ring.parties[list].id, at: Self.moment(),
                definitions: segments, remove: remove),
            by: key ?? ring.parties[list].key)
    }

    func statement(
        contexts: [ContextDefinition], remove: [String] = [], from list: Int = 0, key: IdentityKey? = nil,
        agreement: AgreementID? = nil
    ) throws -> Signed<ContextsStatement> {
        try Signed(
            ContextsStatement(
                agreement: agreement ?? self.agreement.agreement.id, from: ring.parties[list].id, at: Self.moment(),
                definitions: contexts, remove: remove),
            by: key ?? ring.parties[list].key)
    }

    func put(_ statement: Signed<SegmentsStatement>, by list: Int = 0) async throws -> TestClient.Reply {
        try await clients[list].put(agreement.path + "/segments", statement)
    }

    func put(_ statement: Signed<ContextsStatement>, by list: Int = 0) async throws -> TestClient.Reply {
        try await clients[list].put(agreement.path + "/contexts", statement)
    }

    /// Defines segments and contexts that must be taken.
    func define(_ segments: [SegmentDefinition], _ contexts: [ContextDefinition] = []) async throws {
        #expect(try await put(statement(segments: segments)).status == 200)
        if !contexts.isEmpty { #expect(try await put(statement(contexts: contexts)).status == 200) }
    }

    /// The segment `all` and the context `any-time`.
    func defineAll() async throws { try await define([Self.segment("all")], [Self.context()]) }

    func listing() async throws -> SegmentListing {
        try await SegmentListing(json: acme.get(agreement.path + "/segments").json)
    }

    /// The size of a segment as it is told; nil below the minimum.
    func size(_ name: String = "all") async throws -> Int? {
        try #require(try await listing().entries.first { $0.definition.name == name }).size
    }

    func contexts() async throws -> [ContextDefinition] {
        guard case .array(let contexts) = try await acme.get(agreement.path + "/contexts").json else { return [] }
        return try contexts.map { try ContextDefinition(json: $0) }
    }

    /// Asks for a plan.
    func plan(_ context: String = "any-time", by list: Int = 0, body: String = "{}") async throws -> TestClient.Reply {
        try await clients[list].send(.POST, "\(agreement.path)/contexts/\(context)/plans", Array(body.utf8))
    }

    /// Makes a plan that is not withheld.
    func planned(_ context: String = "any-time") async throws -> PlanSummary.Plan {
        let reply = try await plan(context)
        #expect(reply.status == 201)
        return try #require(try PlanSummary.told(reply).plan)
    }

    /// All messages of a plan, by way of as many answers as it takes.
    func messages(of plan: Handle) async throws -> [PlannedMessage] {
        var all: [PlannedMessage] = []
        while true {
            let query = all.last.map { "?after=\($0.handle)" } ?? ""
            let page = try await MessagePage.told(acme.get("/v1/plans/\(plan)/messages\(query)")).messages
            if page.isEmpty { return all }
            all += page
        }
    }
}

extension StatementBody {
    /// What the coordinator signed.
    static func told(_ reply: TestClient.Reply) throws -> Self { try Unverified<Self>(json: reply.json).body }
}
