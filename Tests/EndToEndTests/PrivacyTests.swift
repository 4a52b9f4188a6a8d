// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import TestSupport
import Testing

/// Nothing that a coordinator holds has a number of any list in it; a number that was planted there is found each time.
@Suite("What a coordinator gets to see", .serialized, .timeLimit(.minutes(5)))
struct PrivacyTests {
    /// In no list: it is in the agreement's text, where parties may write what they like.
    private static let planted = FictionalNumbers.digits(FictionalNumbers.count - 1)

    private static let scenario: Scenario = {
        var plan = Scenario.five.plan
        plan.sender = "ACME Stores, call (434) 555-0199"
        return Scenario(plan: plan, shares: Scenario.five.shares, universe: 400, isMember: Scenario.five.isMember)
    }()

    private static func lists() throws -> [Set<UInt64>] {
        let lists = scenario.lists(seed: 77)
        try #require(lists.allSatisfy { !$0.contains(planted) })
        return lists
    }

    /// One that looks for all numbers of all lists and the planted one.
    private static func sightings(of lists: [Set<UInt64>]) -> Sightings {
        Sightings(NumberSearch(lists.reduce(into: Set([planted])) { $0.formUnion($1) }))
    }

    @Test(
        "No number of any list is in what a coordinator receives, sends, stores and logs while a round runs and after it"
    )
    func traffic() async throws {
        let lists = try Self.lists()
        let sightings = Self.sightings(of: lists)
        let watched = WatchedCoordinator(sightings)
        try await Deployment.run(Self.scenario.plan, serving: watched.serving) { deployment in
            _ = try await deployment.join(deployment.write(lists, round: 1))
            sightings.look(atFilesIn: deployment.coordinator.folder)
            try await deployment.expect(Self.scenario.members(of: lists), ofRound: 1)
            for medium in [Sightings.Medium.logged, .columns] {
                #expect(sightings.numbers(in: medium).isEmpty, "\(medium)")
                #expect(sightings.bytes(of: medium) > 10_000, "\(medium)")
            }
            // The agreement's text with the number does not come here: these media get it in another way.
            watched.logger.info("a number: \(Self.planted)")
            let chunk = withUnsafeBytes(of: Self.planted.bigEndian) { Data(repeating: 0x5A, count: 24) + Data($0) }
            try chunk.write(to: deployment.coordinator.folder.appending(path: "columns/planted"))
            sightings.look(atFilesIn: deployment.coordinator.folder)
        }
        for medium in [Sightings.Medium.received, .sent, .stored, .columns, .logged] {
            #expect(sightings.numbers(in: medium) == [Self.planted], "\(medium)")
            print("searched \(sightings.bytes(of: medium)) bytes \(medium)")
        }
    }

    @Test("No number of any list is in the memory of a coordinator's process after a round")
    func memory() async throws {
        let lists = try Self.lists()
        let sightings = Self.sightings(of: lists)
        try await Deployment.run(Self.scenario.plan) { deployment in
            _ = try await deployment.join(deployment.write(lists, round: 1))
            let process = try #require(deployment.coordinator.run)
            // The agreement is in its memory at the latest when somebody has just asked for it.
            try await deployment.parties[0].command(["agreement", "list"])
            process.signal(SIGSTOP)
            try sightings.look(atMemoryOf: process)
            sightings.look(at: Array(process.standardError.utf8), .logged)
        }
        #expect(sightings.numbers(in: .memory) == [Self.planted])
        #expect(sightings.bytes(of: .memory) > 20 << 20)
        #expect(sightings.numbers(in: .logged).isEmpty)
        print("searched \(sightings.bytes(of: .memory)) bytes of memory")
    }
}
