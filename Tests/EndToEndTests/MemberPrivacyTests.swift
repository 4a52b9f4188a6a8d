// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Segmentation
import Signing
import TestSupport
import Testing

/// Nothing that a coordinator holds has a number of any list in it, from the match to messages and a revocation.
///
/// Nor does it keep what consents say, beyond digests. What was planted is found each time.
@Suite("What a coordinator gets to see of consents and members", .serialized, .timeLimit(.minutes(10)))
struct MemberPrivacyTests {
    /// In no list, and found in whatever way a text has them.
    private enum Planted {
        static let inSender: UInt64 = 14_095_550_199
        static let inNotice: UInt64 = 14_095_550_198
        static let inEvidence: UInt64 = 14_095_550_197
        static let inInterest: UInt64 = 14_095_550_196
        static let all: Set = [inSender, inNotice, inEvidence, inInterest]
    }

    private static func crowd(seed: UInt64) throws -> Crowd {
        var plan = Crowd.plan
        plan.sender = "ACME Stores, call (409) 555-0199"
        let crowd = Crowd(
            seed: seed, plan: plan,
            consent: {
                $0.notice = "terms of the form at 409.555.0198"
                $0.evidence = "archive 4095550197"
            }, interests: ["film", "film", "sport", "409-555-0196 on air", nil])
        try #require(Planted.all.isDisjoint(with: crowd.persons.map(\.digits)))
        return crowd
    }

    private static func sightings(of crowd: Crowd) -> Sightings {
        Sightings(NumberSearch(Planted.all.union(crowd.persons.map(\.digits))))
    }

    @Test("Of all lists no number, and of consents no text, is in what a coordinator sends, stores and logs")
    func traffic() async throws {
        let crowd = try Self.crowd(seed: 59)
        let sightings = Self.sightings(of: crowd)
        let modified = try #require(Timestamp(seconds: crowd.now))
        let watched = WatchedCoordinator(
            sightings,
            weather: FixedWeather([
                CrowdContext.place: WeatherFile(
                    bytes: Array(CrowdContext.weather(at: crowd.now).utf8), modifiedAt: modified, maximumAge: 3600)
            ]))
        try await Deployment.run(crowd.plan, serving: watched.serving) { deployment in
            try await run(crowd, in: deployment)
            sightings.look(atFilesIn: deployment.coordinator.folder)
            for medium in [Sightings.Medium.logged, .columns] {
                #expect(sightings.numbers(in: medium).isEmpty, "\(medium)")
                #expect(sightings.bytes(of: medium) > 10_000, "\(medium)")
            }
            // Nothing planted comes to these media by itself.
            watched.logger.info("a number: \(Planted.inSender)")
            let number = withUnsafeBytes(of: Planted.inSender.littleEndian) { Data($0) }
            let chunk = Data(repeating: 0x5A, count: 24) + number
            try chunk.write(to: deployment.coordinator.folder.appending(path: "columns/planted"))
            sightings.look(atFilesIn: deployment.coordinator.folder)
        }
        #expect(sightings.numbers(in: .received) == Planted.all)
        #expect(sightings.numbers(in: .sent) == [Planted.inSender, Planted.inInterest])
        #expect(sightings.numbers(in: .stored) == [Planted.inSender, Planted.inInterest])
        #expect(sightings.numbers(in: .logged) == [Planted.inSender])
        #expect(sightings.numbers(in: .columns) == [Planted.inSender])
        for medium in [Sightings.Medium.received, .sent, .stored, .columns, .logged] {
            print("searched \(sightings.bytes(of: medium)) bytes \(medium)")
        }
    }

    @Test("Of all lists no number is in the memory of a coordinator's process, nor in what it logs")
    func memory() async throws {
        let crowd = try Self.crowd(seed: 61)
        let sightings = Self.sightings(of: crowd)
        try await Deployment.run(crowd.plan) { deployment in
            try deployment.coordinator.write(
                weather: CrowdContext.weather(at: crowd.now), of: CrowdContext.place)
            try await run(crowd, in: deployment)
            let process = try #require(deployment.coordinator.run)
            process.signal(SIGSTOP)
            try sightings.look(atMemoryOf: process)
            sightings.look(at: Array(process.standardError.utf8), .logged)
        }
        let found = sightings.numbers(in: .memory)
        #expect(found.isSubset(of: Planted.all))
        #expect(found.isSuperset(of: [Planted.inSender, Planted.inInterest]))
        #expect(sightings.bytes(of: .memory) > 20 << 20)
        #expect(sightings.numbers(in: .logged).isEmpty && sightings.bytes(of: .logged) > 1000)
    }

    /// Every command of the brand that the coordinator hears of, each with something to tell.
    private func run(_ crowd: Crowd, in deployment: Deployment) async throws {
        let brand = deployment.parties[0]
        let outcomes = try await deployment.join(crowd.write(in: deployment))
        #expect(outcomes[0]["decisions"] == crowd.decisions)
        try await brand.apply("segments", CrowdSegment.file)
        #expect(try await brand.sizes()["everybody"] == .some(CrowdSegment.all[0].size(in: crowd)))
        let context = CrowdContext(at: crowd.now)
        try await brand.apply("contexts", context.file)
        try await brand.command(["contexts", "list", "--agreement", Deployment.agreement])
        let planned = context.messages(for: crowd)
        #expect(Set(try await brand.pull(CrowdContext.name).messages.map(\.message)) == planned)
        let number = try #require(planned.map(\.number).min())
        #expect(try await brand.story(of: number)["plans"] != .array([]))
        #expect(try await brand.document(["consents", "revoke", number]).number("delivered") == 1)
        #expect(try await brand.pull(CrowdContext.name).messages.count == planned.count - 1)
        // The agreement is in the coordinator's memory at the latest when somebody has just asked for it.
        try await brand.command(["agreement", "list"])
    }
}
