// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Messages
import TestSupport
import Testing

@Suite("Processes killed at any point", .serialized, .timeLimit(.minutes(15)))
struct KillTests {
    private static let schedules = 50
    /// Another one tries others: `SYMBOLON_KILL_SEED=1000`.
    private static let firstSeed = ProcessInfo.processInfo.environment["SYMBOLON_KILL_SEED"].flatMap(Int.init) ?? 0
    /// Deployments side by side: while one waits for a coordinator that was killed, the other computes.
    private static let lanes = 2

    private static let scenario: Scenario = {
        var plan = Scenario.three.plan
        plan.chunkRows = 10
        plan.grants = ["consenthub": ["interest.sport"]]
        return Scenario(plan: plan, shares: [80, 85, 20], universe: 160, isMember: Scenario.three.isMember)
    }()

    @Test(
        "Fifty schedules of kills change no result and no decision, repeat no more chunks than kills, and hit every state with every process"
    )
    func killed() async throws {
        let record = KillRecord()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for lane in 0..<Self.lanes {
                tasks.addTask { try await Self.run(lane: lane, record: record) }
            }
            try await tasks.waitForAll()
        }
        let processes = Self.scenario.plan.parties.map(\.id) + ["coordinator"]
        #expect(record.missing(among: processes) == [], "hit: \(record.summary)")
        print("killed: \(record.summary)")
    }

    /// Runs every second schedule, each in a round of its own of one deployment.
    private static func run(lane: Int, record: KillRecord) async throws {
        try await Deployment.run(scenario.plan) { deployment in
            try await RoundWatch.run(over: deployment.parties[0]) { watch in
                for index in stride(from: lane, to: schedules, by: lanes) {
                    if index > lane { try await deployment.openRound() }
                    try await run(KillSchedule(seed: firstSeed + index, parties: 3), in: deployment, watch, record)
                }
            }
        }
    }

    private static func run(
        _ schedule: KillSchedule, in deployment: Deployment, _ watch: RoundWatch, _ record: KillRecord
    ) async throws {
        let status = try await watch.newest()
        let number = Int(status.number)
        let lists = scenario.lists(seed: UInt64(1000 + schedule.seed))
        let round = KilledRound(
            of: deployment, status, lists: try deployment.write(lists, round: number), under: schedule, watch: watch,
            record: record)
        try await round.run()
        #expect(round.landed >= KilledRound.least, "\(schedule)")
        let members = scenario.members(of: lists)
        try await deployment.expect(members, ofRound: number)
        #expect(try round.printedDecisions() == Deployment.allowed(members.count), "\(schedule)")
        let repeated = try await deployment.coordinator.repeatedChunks(ofRound: number)
        #expect(repeated <= round.landed, "\(schedule)")
    }
}
