// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing
import TestSupport
import Testing

@Suite("Revocations of real processes", .serialized, .timeLimit(.minutes(10)))
struct RevocationTests {
    @Test(
        "While the coordinator is down a revocation counts here at once; delivered later it takes the member out everywhere"
    )
    func coordinatorDown() async throws {
        let crowd = Crowd(seed: 47)
        let context = CrowdContext(at: crowd.now)
        try await Deployment.run(crowd.plan) { deployment in
            let (brand, coordinator) = (deployment.parties[0], deployment.coordinator)
            let files = try crowd.write(in: deployment)
            _ = try await deployment.join(files)
            try await brand.apply("segments", CrowdSegment.file)
            try await brand.apply("contexts", context.file)
            try coordinator.write(weather: CrowdContext.weather(at: crowd.now), of: CrowdContext.place)
            let planned = context.messages(for: crowd)
            #expect(Set(try await brand.pull(CrowdContext.name).messages.map(\.message)) == planned)
            // Two members with one good row each, who are planned for.
            let numbers = Set(planned.map(\.number))
            let chosen = crowd.persons.filter { numbers.contains($0.number) && $0.consent?.name == "good" }.prefix(2)
            let (first, second) = (try #require(chosen.first).number, try #require(chosen.last).number)
            let entries = try await logEntries(of: brand)

            try await coordinator.kill()
            for (count, number) in [first, second].enumerated() {
                let revoking = try await brand.end(of: ["consents", "revoke", number, "--format", "json"])
                #expect(revoking.exit.code == 69, "\(revoking.error)")
                let told = try Deployment.document(revoking.output)
                #expect(try told.number("recorded") == 1 && told.number("delivered") == 0)
                #expect(try told.number("pending") == count + 1)
            }
            #expect(try await brand.matches(ofRound: 1)[first]?.decision == "revoked")
            let out = deployment.folder.appending(path: "down.csv")
            let pulling = try await brand.end(of: [
                "activations", "pull", "--agreement", Deployment.agreement, "--context", CrowdContext.name, "--out",
                out.path,
            ])
            #expect(pulling.exit.code == 69 && !FileManager.default.fileExists(atPath: out.path))

            try await coordinator.restart()
            // Nobody was told yet: the member is in segment and plan until the pending ones are delivered.
            let before = try await brand.story(of: first)
            #expect(before["segments"] != .array([]) && before["plans"] != .array([]))
            let delivered = try await brand.document(["consents", "revoke", "--pending"])
            #expect(try delivered.number("delivered") == 2 && delivered.number("pending") == 0)
            for number in [first, second] {
                let story = try await brand.story(of: number)
                #expect(story["segments"] == .array([]) && story["plans"] == .array([]))
            }
            #expect(try await logEntries(of: brand) == entries + 2)
            // Again: nothing is pending, and nothing more is logged.
            let again = try await brand.document(["consents", "revoke", first])
            #expect(try again.number("recorded") == 1 && again.number("delivered") == 0)
            #expect(try await logEntries(of: brand) == entries + 2)
            let left = planned.filter { ![first, second].contains($0.number) }
            #expect(Set(try await brand.pull(CrowdContext.name).messages.map(\.message)) == left)
            try await expectNextRound(without: [first, second], crowd, files, deployment)
        }
    }

    @Test("A pull delivers what is pending before anything is planned, and exports none of it")
    func pullDelivers() async throws {
        let crowd = Crowd(seed: 53)
        let context = CrowdContext(at: crowd.now)
        try await Deployment.run(crowd.plan) { deployment in
            let (brand, coordinator) = (deployment.parties[0], deployment.coordinator)
            _ = try await deployment.join(crowd.write(in: deployment))
            try await brand.apply("segments", CrowdSegment.file)
            try await brand.apply("contexts", context.file)
            try coordinator.write(weather: CrowdContext.weather(at: crowd.now), of: CrowdContext.place)
            let planned = context.messages(for: crowd)
            let number = try #require(planned.map(\.number).max())
            try await coordinator.kill()
            #expect(try await brand.end(of: ["consents", "revoke", number]).exit.code == 69)
            try await coordinator.restart()
            let (report, messages) = try await brand.pull(CrowdContext.name)
            #expect(Set(messages.map(\.message)) == planned.filter { $0.number != number })
            // It was gone from the plan itself, not only left out of the file.
            #expect(try report.number("messages") == planned.count - 1 && report["omitted"] == .object([:]))
            let pending = try await brand.document(["consents", "revoke", "--pending"])
            #expect(try pending.number("delivered") == 0 && pending.number("pending") == 0)
        }
    }

    /// The same lists once more: who was revoked is not blinded.
    private func expectNextRound(
        without revoked: Set<String>, _ crowd: Crowd, _ files: [URL], _ deployment: Deployment
    ) async throws {
        try await deployment.openRound()
        let outcomes = try await deployment.join(files)
        guard case .object(let list)? = outcomes[0]["list"], case .object(let refused)? = list["refused"],
            case .object(let before) = crowd.brandReport, case .object(let refusedBefore)? = before["refused"]
        else { throw ProcessError.garbled("join printed no report of the list") }
        #expect(try list.number("accepted") == before.number("accepted") - revoked.count)
        let withdrawn = try refusedBefore.number("consent-withdrawn")
        #expect(try refused.number("consent-withdrawn") == withdrawn + revoked.count)
        let matches = try await deployment.parties[0].matches(ofRound: 2)
        #expect(Set(matches.keys) == Set(crowd.matches.keys).subtracting(revoked))
    }

    private func logEntries(of brand: PartyHome) async throws -> Int {
        try await RoundWatch.run(over: brand) { try await $0.verifiedLog().count }
    }
}
