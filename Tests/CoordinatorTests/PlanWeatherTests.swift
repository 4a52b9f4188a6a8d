// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Logging
import Messages
import Segmentation
import Testing

@Suite("The weather of plans")
struct PlanWeatherTests {
    private static let context = MemberStage.context(
        "wet", weather: .init(place: "wet", when: "weather.precipitation >= 0.2"))

    private static func file(_ bytes: [UInt8], version: UInt64) throws -> WeatherFile {
        WeatherFile(
            bytes: bytes, modifiedAt: try MemberStage.moment(), maximumAge: 3600,
            version: .init(inode: version, size: 1, seconds: 1, nanoseconds: 1))
    }

    @Test("A file is parsed once for as long as it stays the same, good or bad, and anew when it is replaced")
    func parsedOnce() async throws {
        let good = PlanRouteTests.forecast()
        let bad = Array("no forecast".utf8)
        let weather = MovingWeather(try Self.file(good, version: 1))
        try await MemberStage.run(server: { try $0.server(weather: weather) }) { stage in
            try await stage.define([MemberStage.segment("all")], [Self.context])
            try await stage.decide()
            #expect(try await stage.plan("wet").status == 201)
            weather.replace(by: try Self.file(bad, version: 1))
            #expect(try await stage.plan("wet").status == 201)
            weather.replace(by: try Self.file(bad, version: 2))
            #expect(try await stage.plan("wet").status == 503)
            weather.replace(by: try Self.file(good, version: 2))
            #expect(try await stage.plan("wet").status == 503)
            weather.replace(by: try Self.file(good, version: 3))
            #expect(try await stage.plan("wet").status == 201)
            // How old a file may be is looked at for each plan.
            stage.home.advance(3601)
            #expect(try await stage.plan("wet").status == 503)
        }
    }

    @Test("A plan that is refused for its weather is a warning in the log, with place and reason")
    func logged() async throws {
        let weather = MovingWeather(try Self.file(Array("no forecast".utf8), version: 1))
        let lines = RecordingLog.Lines()
        let logger = Logger(label: "test", factory: { _ in RecordingLog(lines) })
        try await MemberStage.run(server: { try $0.server(weather: weather, logger: logger) }) { stage in
            try await stage.define([MemberStage.segment("all")], [Self.context])
            try await stage.decide()
            #expect(try await stage.plan("wet").status == 503)
            let warnings = lines.all.filter { $0.hasPrefix("warning a plan was refused for its weather") }
            #expect(warnings.count == 1)
            for part in ["context=wet", "place=wet", "reason=\(WeatherError.notJSON)"] {
                #expect(warnings.first?.contains(part) == true, "\(part)")
            }
        }
    }

    /// Asks for a plan whose weather takes long, does something meanwhile, and gives the answer.
    private static func plan(
        _ stage: MemberStage, _ weather: MovingWeather, meanwhile body: () async throws -> Void
    ) async throws -> TestClient.Reply {
        let asked = weather.asked
        weather.hold()
        async let reply = stage.plan("wet")
        // Half a minute: a machine that is busy may be slow, and a plan that never asks must not hang the run.
        for _ in 0..<6000 where weather.asked == asked { try await Task.sleep(for: .milliseconds(5)) }
        if weather.asked == asked {
            weather.release()
            Issue.record("the weather was not asked for")
            return try await reply
        }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        weather.release()
        try outcome.get()
        return try await reply
    }

    @Test("Nobody waits for the weather of another's plan; a context that was removed meanwhile gives none")
    func removedMeanwhile() async throws {
        let weather = MovingWeather(try Self.file(PlanRouteTests.forecast(), version: 1))
        try await MemberStage.run(server: { try $0.server(weather: weather) }) { stage in
            try await stage.define([MemberStage.segment("all")], [Self.context])
            try await stage.decide()
            let reply = try await Self.plan(stage, weather) {
                let reply = try await stage.put(stage.statement(contexts: [], remove: ["wet"]))
                #expect(reply.status == 200)
            }
            #expect(try reply.problem.code == .wrongState)
            #expect(try await stage.story(of: 0).plans.isEmpty)
        }
    }

    @Test("A plan during which a newer round is decided is not made for the older one")
    func decidedMeanwhile() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let weather = MovingWeather(try Self.file(PlanRouteTests.forecast(), version: 1))
        try await home.serve(home.server(weather: weather)) { service in
            let first = try await MemberStage(service, agreement)
            try await first.define([MemberStage.segment("all")], [Self.context])
            try await first.decide()
            let second = try await MemberStage(service, agreement, number: 2)
            let reply = try await Self.plan(first, weather) { try await second.decide() }
            #expect(try reply.problem.code == .wrongState)
            #expect(try await first.story(of: 0).plans.isEmpty)
            #expect(try await second.plan("wet").status == 201)
        }
    }
}
