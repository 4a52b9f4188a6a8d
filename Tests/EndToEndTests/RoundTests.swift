// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing
import TestSupport
import Testing

@Suite("Rounds of real processes", .serialized, .timeLimit(.minutes(10)))
struct RoundTests {
    @Test(
        "Entitled parties learn exactly what a plain set computation finds, others nothing",
        arguments: [Scenario.two, .three, .without, .five, .eight])
    func matchesThePlainComputation(_ scenario: Scenario) async throws {
        try await Deployment.run(scenario.plan) { deployment in
            let lists = scenario.lists(seed: UInt64(scenario.plan.parties.count))
            let members = scenario.members(of: lists)
            let files = try deployment.write(lists, round: 1)
            let outcomes = try await deployment.join(files)
            for (index, outcome) in outcomes.enumerated() {
                let party = scenario.plan.parties[index]
                #expect(try outcome.text("decision") == "matched")
                #expect(try outcome.number("members") == members.count / 50 * 50)
                #expect(try outcome.number("listRows") == lists[index].count)
                #expect(outcome["repeated"] == .bool(false))
                #expect(outcome["matchedRows"] == (party.isEntitled ? .integer(Int64(members.count)) : nil))
                #expect(outcome["decisions"] == (party.role == "brand" ? Deployment.allowed(members.count) : nil))
            }
            try await deployment.expect(members, ofRound: 1)
            let again = try await deployment.join(files)
            for (first, second) in zip(outcomes, again) {
                #expect(second["repeated"] == .bool(true))
                for key in [
                    "decision", "members", "matchedRows", "listRows", "round", "number", "list", "decisions",
                ] {
                    #expect(first[key] == second[key], "\(key)")
                }
            }
            #expect(try await deployment.coordinator.repeatedChunks(ofRound: 1) == 0)
        }
    }

    @Test("A second round with other lists, and a third whose list was blinded offline in a home that was then moved")
    func laterRounds() async throws {
        let scenario = Scenario.three
        try await Deployment.run(scenario.plan) { deployment in
            var deployment = deployment
            for round in 1...2 {
                if round > 1 { try await deployment.openRound() }
                let lists = scenario.lists(seed: UInt64(20 + round))
                let files = try deployment.write(lists, round: round)
                for outcome in try await deployment.join(files) { #expect(try outcome.number("number") == round) }
                try await deployment.expect(scenario.members(of: lists), ofRound: round)
            }
            let lists = scenario.lists(seed: 23)
            var files = try deployment.write(lists, round: 3)
            let moving = deployment.parties[1]
            let blinded = deployment.folder.appending(path: "blinded")
            try await moving.command([
                "blind", files[1].path, "--agreement", Deployment.agreement, "--region", "US", "--round", "3", "--out",
                blinded.path,
            ])
            // The list is needed no more: the file and the home hold everything.
            try FileManager.default.removeItem(at: files[1])
            files[1] = blinded
            let place = deployment.folder.appending(path: "elsewhere")
            try FileManager.default.copyItem(at: moving.folder, to: place)
            try FileManager.default.removeItem(at: moving.folder)
            deployment.parties[1] = PartyHome(moving, movedTo: place)
            try await deployment.openRound()
            _ = try await deployment.join(files)
            try await deployment.expect(scenario.members(of: lists), ofRound: 3)
            // What was told before is still there, in the home that was moved too.
            try await deployment.expect(scenario.members(of: scenario.lists(seed: 21)), ofRound: 1)
        }
    }

    @Test("A second process in one home is refused at once, a copied home too; one that was moved goes on when told so")
    func busyAndMoved() async throws {
        let scenario = Scenario.two
        try await Deployment.run(scenario.plan) { deployment in
            var deployment = deployment
            let lists = scenario.lists(seed: 31)
            let files = try deployment.write(lists, round: 1)
            let (home, list) = (deployment.parties[0], files[0])
            let first = try home.join(list)
            try await first.waitForError(containing: "Committed.")
            #expect(try await home.join(list).waitForExit().code == 75)
            try await first.killAndWait()
            let place = deployment.folder.appending(path: "elsewhere")
            try FileManager.default.copyItem(at: home.folder, to: place)
            let moved = PartyHome(home, movedTo: place)
            deployment.parties[0] = moved
            #expect(try await moved.join(list).waitForExit().code == 77)
            try FileManager.default.removeItem(at: home.folder)
            let runs = [try moved.join(list, flags: ["--moved"]), try deployment.parties[1].join(files[1])]
            for run in runs { #expect(try await run.waitForExit().code == 0, "\(run.lastWords)") }
            try await deployment.expect(scenario.members(of: lists), ofRound: 1)
        }
    }

    @Test("A result below the minimum tells nobody anything, and says so with exit code 1")
    func belowTheMinimum() async throws {
        var plan = Scenario.two.plan
        plan.minimumResult = 60
        try await Deployment.run(plan) { deployment in
            let numbers = (0..<200).map(FictionalNumbers.digits)
            let files = try deployment.write([Set(numbers[..<129]), Set(numbers[70...])], round: 1)
            for outcome in try await deployment.join(files, expecting: 1) {
                #expect(try outcome.text("decision") == "below-minimum")
                #expect(try outcome.number("members") == 0)
                #expect(outcome["matchedRows"] == nil)
            }
            for party in deployment.parties { try await deployment.expectNoRows(party, ofRound: 1) }
        }
    }
}
