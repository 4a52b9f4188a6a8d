// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("Segments and contexts over HTTP")
struct SegmentRouteTests {
    private static func names(_ stage: MemberStage) async throws -> [String] {
        try await stage.listing().entries.map(\.definition.name)
    }

    /// Serves an agreement with two segments and a context that uses the first.
    private static func run(_ body: @Sendable (MemberStage) async throws -> Void) async throws {
        let london = WeatherFile(bytes: [], modifiedAt: try MemberStage.moment(), maximumAge: 3600)
        try await MemberStage.run(server: { try $0.server(weather: FixedWeather(["london": london])) }) { stage in
            try await stage.define(
                [MemberStage.segment("all"), MemberStage.segment("films", "streamco.interest == 'film'")],
                [MemberStage.context()])
            try await body(stage)
        }
    }

    @Test("New definitions are added, others replaced or removed, and told as they were written")
    func changes() async throws {
        try await Self.run { stage in
            let films = SegmentDefinition(
                name: "films", description: "Who likes films", when: "streamco.interest in ['film', 'theatre']")
            let visitors = MemberStage.segment("visitors", "streamco.visits > 3 && has(streamco.vip)")
            let change = try stage.statement(segments: [films, visitors], remove: ["nothing"])
            // The same statement again changes nothing.
            for _ in 0..<2 {
                #expect(try await stage.put(change).status == 200)
                let definitions = try await stage.listing().entries.map(\.definition)
                #expect(definitions == [MemberStage.segment("all"), films, visitors])
            }
            let friday = ContextDefinition(
                name: "friday", segment: "films", channel: .sms, days: [.fri], from: 1020, until: 1440,
                weather: .init(place: "london", when: "weather.precipitation >= 0.2"), horizonHours: 48,
                text: "{{streamco.interest | default: 'good'}} by {{sender}}")
            let contexts = try stage.statement(contexts: [friday])
            for _ in 0..<2 {
                #expect(try await stage.put(contexts).status == 200)
                #expect(try await stage.contexts() == [MemberStage.context(), friday])
            }
            #expect(try await stage.put(stage.statement(contexts: [], remove: ["any-time"])).status == 200)
            #expect(try await stage.contexts() == [friday])
            #expect(try await stage.put(stage.statement(remove: ["all", "visitors"])).status == 200)
            #expect(try await Self.names(stage) == ["films"])
        }
    }

    /// Segments of which one cannot be taken, and where that shows.
    private static let badSegments: [(when: String, place: String)] = [
        ("streamco.age == 3", "column 1"),
        ("true && streamco.visits == 'many'", "column"),
        ("streamco.visits", "column"),
        ("true &&", "column 8"),
        ("hub.interest == 'film'", "column 1"),
        ("weather.rain > 1.0", "column 1"),
        ("", "column 1"),
    ]

    @Test(
        "A statement with a rule that cannot be taken is refused whole, at its field and column",
        arguments: badSegments)
    func badRule(when: String, place: String) async throws {
        try await Self.run { stage in
            let statement = try stage.statement(
                segments: [MemberStage.segment("good"), MemberStage.segment("bad", when)], remove: ["films"])
            let problem = try await stage.put(statement).problem
            #expect(problem.code == .badRule)
            #expect(problem.detail.contains("segments[1].when") && problem.detail.contains(place), "\(problem.detail)")
            #expect(try await Self.names(stage) == ["all", "films"])
        }
    }

    /// Contexts that cannot be taken, and the field at which that shows.
    private static let badContexts: [(context: ContextDefinition, field: String)] = [
        (MemberStage.context("bad", segment: "nowhere"), "contexts[1].segment"),
        (
            MemberStage.context("bad", weather: .init(place: "atlantis", when: "weather.rain > 1.0")),
            "contexts[1].weather.place"
        ),
        (
            MemberStage.context("bad", weather: .init(place: "london", when: "weather.sunshine > 1.0")),
            "contexts[1].weather.when: column 1"
        ),
        (MemberStage.context("bad", channel: .voice), "contexts[1].channel"),
        (MemberStage.context("bad", text: "Hello {{streamco.age}}"), "contexts[1].text: column"),
        (MemberStage.context("bad", text: "Hello {{streamco.tags}}"), "contexts[1].text: column"),
    ]

    @Test("A statement with a context that cannot be taken is refused whole, at its field", arguments: badContexts)
    func badContext(context: ContextDefinition, field: String) async throws {
        try await Self.run { stage in
            let statement = try stage.statement(contexts: [MemberStage.context("good"), context], remove: ["any-time"])
            let problem = try await stage.put(statement).problem
            #expect(problem.code == .badRule)
            #expect(problem.detail.contains(field), "\(problem.detail)")
            #expect(try await stage.contexts() == [MemberStage.context()])
        }
    }

    @Test("A segment that a context uses stays, with all that came in the statement that would remove it")
    func usedSegment() async throws {
        try await Self.run { stage in
            let removal = try stage.statement(segments: [MemberStage.segment("new")], remove: ["films", "all"])
            let problem = try await stage.put(removal).problem
            #expect(problem.code == .badRule)
            #expect(problem.detail.contains("remove[1]") && problem.detail.contains("any-time"))
            #expect(try await Self.names(stage) == ["all", "films"])
            // A rule of a used segment may change.
            #expect(try await stage.put(stage.statement(segments: [MemberStage.segment("all", "false")])).status == 200)
            #expect(try await stage.put(stage.statement(contexts: [], remove: ["any-time"])).status == 200)
            #expect(try await stage.put(removal).status == 200)
            #expect(try await Self.names(stage) == ["new"])
        }
    }

    @Test("Nobody but the brand reads or changes them, makes plans or reads messages")
    func brandOnly() async throws {
        try await Self.run { stage in
            try await stage.decide()
            let plan = try await stage.planned()
            let path = stage.agreement.path
            for list in [1, 2] {
                let client = stage.clients[list]
                let segments = try stage.statement(segments: [MemberStage.segment("mine")], from: list)
                let contexts = try stage.statement(contexts: [MemberStage.context("mine")], from: list)
                let replies = [
                    try await stage.put(segments, by: list), try await stage.put(contexts, by: list),
                    try await client.get(path + "/segments"), try await client.get(path + "/contexts"),
                    try await stage.plan(by: list), try await client.get("/v1/plans/\(plan.id)/messages"),
                ]
                for reply in replies { #expect(try reply.problem.code == .notEntitled) }
            }
            #expect(try await Self.names(stage) == ["all", "films"])
            #expect(try await stage.contexts() == [MemberStage.context()])
        }
    }

    @Test("A statement of another signer, party or agreement is refused")
    func origin() async throws {
        try await Self.run { stage in
            let other = try #require(AgreementID(bytes: [UInt8](repeating: 1, count: 32)))
            let key = stage.ring.parties[1].key
            let (new, context) = ([MemberStage.segment("new")], [MemberStage.context("new")])
            let replies = [
                (try await stage.put(stage.statement(segments: new, key: key)), ProblemCode.badSignature),
                (try await stage.put(stage.statement(contexts: context, key: key)), .badSignature),
                (try await stage.put(stage.statement(segments: new, from: 1)), .malformed),
                (try await stage.put(stage.statement(contexts: context, from: 1)), .malformed),
                (try await stage.put(stage.statement(segments: new, agreement: other)), .malformed),
                (try await stage.put(stage.statement(contexts: context, agreement: other)), .malformed),
                (
                    try await stage.acme.put(stage.agreement.path + "/segments", stage.statement(contexts: context)),
                    .malformed
                ),
            ]
            for (reply, code) in replies { #expect(try reply.problem.code == code) }
            #expect(try await Self.names(stage) == ["all", "films"])
            #expect(try await stage.contexts() == [MemberStage.context()])
        }
    }
}
