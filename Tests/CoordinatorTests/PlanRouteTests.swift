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

@Suite("Plans over HTTP")
struct PlanRouteTests {
    /// Rain from the third hour after noon to the fifth.
    static func forecast(hours: Int = 24, unit: String = "mm") -> [UInt8] {
        let times = (0..<hours).map { JSONValue.integer(MemberStage.noon + Int64($0) * 3600) }
        let rain = (0..<hours).map { JSONValue.integer((3..<5).contains($0) ? 2 : 0) }
        return JSONValue.object([
            "utc_offset_seconds": .integer(0),
            "hourly_units": .object(["time": .string("unixtime"), "precipitation": .string(unit)]),
            "hourly": .object(["time": .array(times), "precipitation": .array(rain)]),
        ]).canonicalBytes
    }

    private static func weather() throws -> FixedWeather {
        func file(_ bytes: [UInt8], _ offset: Int64 = 0, maximumAge: Int64 = 3600) throws -> WeatherFile {
            WeatherFile(bytes: bytes, modifiedAt: try MemberStage.moment(offset), maximumAge: maximumAge)
        }
        return FixedWeather([
            "wet": try file(forecast(), maximumAge: 86_400), "edge": try file(forecast(), -3600),
            "stale": try file(forecast(), -3601),
            "future": try file(forecast(), 301), "inches": try file(forecast(unit: "inch")),
            "text": try file(Array("no forecast".utf8)), "empty": try file([]),
            "ended": try file(forecast(hours: 0)), "past": try file(past()),
        ])
    }

    /// A forecast whose last hour ends now.
    private static func past() -> [UInt8] {
        JSONValue.object([
            "utc_offset_seconds": .integer(0),
            "hourly_units": .object(["time": .string("unixtime"), "precipitation": .string("mm")]),
            "hourly": .object([
                "time": .array([.integer(MemberStage.noon - 3600)]), "precipitation": .array([.integer(2)]),
            ]),
        ]).canonicalBytes
    }

    private static func context(_ place: String) -> ContextDefinition {
        MemberStage.context(place, weather: .init(place: place, when: "weather.precipitation >= 0.2"))
    }

    @Test("A plan holds a message for each member, in its hours, with its words, in handle order")
    func planned() async throws {
        try await MemberStage.run(channels: [.sms, .voice]) { stage in
            try await stage.define(
                [MemberStage.segment("all"), MemberStage.segment("films", "streamco.interest == 'film'")],
                [
                    MemberStage.context(
                        text: "{{streamco.interest | default: 'good'}} {{streamco.visits}} by {{sender}}"),
                    MemberStage.context("films", segment: "films"), MemberStage.context("call", channel: .voice),
                ])
            let partner = stage.rows[1].indices.map {
                stage.partnerRecord(
                    $0, stage.rows[1][$0].person < 55 ? ["visits": .integer(Int64(stage.rows[1][$0].person))] : [:])
            }
            try await stage.decide(partner: partner) { try .sample(channels: $0 < 52 ? [.sms, .voice] : [.sms]) }
            stage.home.advance(30)
            let reply = try await stage.plan()
            #expect(reply.status == 201)
            let summary = try Unverified<PlanSummary>(json: reply.json).verified(by: stage.home.identity.publicIdentity)
                .body
            #expect(stage.agreement.path.hasSuffix(summary.agreement.hex))
            #expect(summary.context.name == "any-time" && summary.round == stage.round)
            #expect(summary.madeAt == (try MemberStage.moment(30)))
            let plan = try #require(summary.plan)
            // Where a value is missing that has no default, there is no message.
            let told = stage.rows[0].filter { $0.person < 55 }
            #expect(plan.messages == 55)
            let messages = try await stage.messages(of: plan.id)
            #expect(messages.map(\.handle) == told.map(\.handle))
            #expect(messages.map(\.text) == told.map { "good \($0.person) by Acme" })
            #expect(messages.allSatisfy { $0.channel == .sms })
            #expect(Set(messages.map(\.sendAfter)) == [try MemberStage.moment(30)])
            #expect(Set(messages.map(\.notAfter)) == [try MemberStage.moment(9 * 3600)])
            let calls = try await stage.planned("call")
            #expect(try await stage.messages(of: calls.id).map(\.handle) == Array(stage.handles[..<52]))
            // Each plan has a name of its own.
            #expect(try await stage.planned().id != plan.id)
            let page = try await stage.acme.get("/v1/plans/\(plan.id)/messages?after=\(messages[52].handle)")
            #expect(try MessagePage.told(page).messages == Array(messages[53...]))
        }
    }

    @Test("A plan of too few messages is withheld, and nothing of it is kept or told")
    func withheld() async throws {
        try await MemberStage.run(channels: [.sms, .voice]) { stage in
            try await stage.define(
                [MemberStage.segment("all")], [MemberStage.context(), MemberStage.context("call", channel: .voice)])
            try await stage.decide { try .sample(channels: $0 < 49 ? [.sms, .voice] : [.sms]) }
            let reply = try await stage.plan("call")
            #expect(reply.status == 200)
            let summary = try PlanSummary.told(reply)
            #expect(summary.plan == nil && summary.context.name == "call" && summary.round == stage.round)
            guard case .object(let fields) = summary.json else {
                Issue.record("expected an object")
                return
            }
            #expect(
                Set(fields.keys) == ["type", "from", "agreement", "context", "round", "madeAt", "state"])
            #expect(try await stage.story(of: 0).plans.isEmpty)
            #expect(try await stage.size() == 50)
        }
    }

    @Test("Weather moves a message into the hours in which it is right")
    func rain() async throws {
        let weather = try Self.weather()
        try await MemberStage.run(server: { try $0.server(weather: weather) }) { stage in
            try await stage.define([MemberStage.segment("all")], [Self.context("wet"), Self.context("edge")])
            try await stage.decide()
            for place in ["wet", "edge"] {
                let plan = try await stage.planned(place)
                let messages = try await stage.messages(of: plan.id)
                #expect(Set(messages.map(\.sendAfter)) == [try MemberStage.moment(3 * 3600)])
                #expect(Set(messages.map(\.notAfter)) == [try MemberStage.moment(5 * 3600)])
            }
            stage.home.advance(5 * 3600 - 60)
            #expect(try await stage.planned("wet").messages == 60)
            // After the rain there is nobody to plan for.
            stage.home.advance(1)
            #expect(try await PlanSummary.told(stage.plan("wet")).plan == nil)
            #expect(try await stage.plan("edge").problem.code == .weatherUnavailable)
        }
    }

    @Test(
        "Weather that is missing, old, from the future, over or of another shape gives no plan, and says why in one line",
        arguments: [
            ("stale", "3601 seconds old"), ("future", "future"), ("inches", "hourly_units.precipitation"),
            ("text", "no JSON"), ("empty", "no JSON"), ("ended", "hourly.time"), ("past", "ends at"),
        ])
    func unavailable(place: String, says: String) async throws {
        let weather = try Self.weather()
        try await MemberStage.run(server: { try $0.server(weather: weather) }) { stage in
            try await stage.define([MemberStage.segment("all")], [Self.context(place)])
            try await stage.decide()
            let reply = try await stage.plan(place)
            #expect(reply.status == 503)
            let problem = try reply.problem
            #expect(problem.code == .weatherUnavailable)
            #expect(problem.detail.contains(place) && problem.detail.contains(says), "\(problem.detail)")
            #expect(!problem.detail.contains("\n"))
            #expect(try await stage.story(of: 0).plans.isEmpty)
        }
    }

    @Test("A place that was taken out of the configuration gives no plan, and others still do")
    func missing() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve(home.server(weather: Self.weather())) { service in
            let stage = try await MemberStage(service, agreement)
            try await stage.define([MemberStage.segment("all")], [Self.context("wet"), MemberStage.context()])
            try await stage.decide()
        }
        try await home.serve { service in
            let stage = try await MemberStage(service, matched: MemberStage.ring(agreement))
            let problem = try await stage.plan("wet").problem
            #expect(problem.code == .weatherUnavailable && problem.detail.contains("no weather file"))
            #expect(try await stage.planned().messages == 60)
            #expect(try await stage.contexts().count == 2)
        }
    }

    @Test("What is no context, no plan or no empty object is refused")
    func refusals() async throws {
        try await MemberStage.run { stage in
            try await stage.defineAll()
            #expect(try await stage.plan().problem.code == .wrongState)
            try await stage.decide()
            #expect(try await stage.plan("nowhere").problem.code == .notFound)
            #expect(try await stage.plan("No-Name").problem.code == .malformed)
            #expect(try await stage.plan(body: "{\"at\":1}").problem.code == .malformed)
            #expect(try await stage.plan(body: "").problem.code == .malformed)
            let unknown = String(repeating: "1", count: 32)
            #expect(try await stage.acme.get("/v1/plans/\(unknown)/messages").problem.code == .notFound)
            #expect(try await stage.acme.get("/v1/plans/1/messages").problem.code == .malformed)
            let plan = try await stage.planned()
            #expect(try await stage.acme.get("/v1/plans/\(plan.id)/messages?after=1").problem.code == .malformed)
        }
    }
}
