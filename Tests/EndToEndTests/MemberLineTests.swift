// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Foundation
import Signing
import TestSupport
import Testing

@Suite("From lists to messages, with real processes", .serialized, .timeLimit(.minutes(10)))
struct MemberLineTests {
    @Test(
        "Consents good and bad become decisions, segments, messages and a revocation, as a plain computation has them")
    func line() async throws {
        let crowd = Crowd(seed: 41)
        let context = CrowdContext(at: crowd.now)
        try await Deployment.run(crowd.plan) { deployment in
            let brand = deployment.parties[0]
            let outcomes = try await deployment.join(crowd.write(in: deployment))
            expect(outcomes, of: crowd)
            // No reason to refuse at the source is missing among the people.
            guard case .object(let list) = crowd.brandReport, case .object(let refused)? = list["refused"] else {
                throw ProcessError.garbled("no report")
            }
            #expect(Set(refused.keys).isSuperset(of: OptInRefusal.allCases.map(\.rawValue)))
            #expect(refused.count > OptInRefusal.allCases.count + 5)
            let matches = try await brand.matches(ofRound: 1)
            #expect(matches.mapValues { [$0.decision] + $0.reasons } == crowd.matches)

            try await brand.apply("segments", CrowdSegment.file)
            #expect(try await brand.sizes() == CrowdSegment.sizes(in: crowd))
            for segment in CrowdSegment.all { try await expectCount(segment, crowd, brand) }

            // Without its file there is no weather, and no plan.
            try await brand.apply("contexts", context.file)
            let dry = try await brand.end(of: pulling(to: deployment.folder.appending(path: "dry.csv")))
            #expect(dry.exit.code == 69 && dry.error.contains(CrowdContext.place), "\(dry.error)")
            try deployment.coordinator.write(weather: CrowdContext.weather(at: crowd.now), of: CrowdContext.place)
            let expected = context.messages(for: crowd)
            #expect(expected.count > 200)
            let (report, pulled) = try await brand.pull(CrowdContext.name)
            #expect(Set(pulled.map(\.message)) == expected && pulled.count == expected.count)
            #expect(pulled.allSatisfy { $0.channel == "sms" && $0.handle == matches[$0.message.number]?.handle })
            #expect(try report.number("written") == expected.count && report["omitted"] == .object([:]))

            try await expectStories(crowd, planned: expected, at: brand)
            let revoked = try #require(expected.map(\.number).min())
            let receipt = try await brand.document(["consents", "revoke", revoked])
            #expect(try receipt.number("recorded") == 1)
            #expect(try receipt.number("delivered") == 1 && receipt.number("pending") == 0)
            let story = try await brand.story(of: revoked)
            #expect(story["segments"] == .array([]) && story["plans"] == .array([]))
            let again = try await brand.pull(CrowdContext.name)
            #expect(Set(again.messages.map(\.message)) == expected.filter { $0.number != revoked })
            #expect(try await brand.matches(ofRound: 1)[revoked]?.decision == "revoked")
            try await expectSizesFall(crowd, revoked: revoked, at: brand)
        }
    }

    @Test("A list with consents that was blinded offline, in a home that was then moved, ends in the same decisions")
    func offline() async throws {
        let crowd = Crowd(seed: 43)
        try await Deployment.run(crowd.plan) { deployment in
            var deployment = deployment
            var files = try crowd.write(in: deployment)
            let home = deployment.parties[0]
            // It was the first to sign: the signatures of the others are at the coordinator.
            try await home.command(["agreement", "verify", Deployment.agreement])
            let blinded = deployment.folder.appending(path: "blinded")
            try await home.command([
                "blind", files[0].path, "--agreement", Deployment.agreement, "--region", "US", "--round", "1", "--out",
                blinded.path,
            ])
            try FileManager.default.removeItem(at: files[0])
            files[0] = blinded
            let place = deployment.folder.appending(path: "elsewhere")
            try FileManager.default.moveItem(at: home.folder, to: place)
            let brand = PartyHome(home, movedTo: place)
            deployment.parties[0] = brand
            expect(try await deployment.join(files), of: crowd)
            let matches = try await brand.matches(ofRound: 1)
            #expect(matches.mapValues { [$0.decision] + $0.reasons } == crowd.matches)
            try await brand.apply("segments", CrowdSegment.file)
            #expect(try await brand.sizes() == CrowdSegment.sizes(in: crowd))
        }
    }

    private func expect(_ outcomes: [[String: JSONValue]], of crowd: Crowd) {
        #expect(outcomes[0]["list"] == crowd.brandReport)
        #expect(outcomes[1]["list"] == crowd.partnerReport)
        #expect(outcomes[0]["decisions"] == crowd.decisions)
        // Others send what they were granted, or nothing, and learn of no decision.
        #expect(outcomes[1]["decisions"] == nil && outcomes[2]["decisions"] == nil)
        #expect(outcomes[1]["matchedRows"] == outcomes[0]["matchedRows"] && outcomes[2]["matchedRows"] == nil)
    }

    private func expectCount(_ segment: CrowdSegment, _ crowd: Crowd, _ brand: PartyHome) async throws {
        let arguments = ["segments", "count", segment.name, "--agreement", Deployment.agreement]
        let counted = try await brand.end(of: arguments)
        let size = segment.size(in: crowd)
        #expect(counted.exit.code == (size == nil ? 1 : 0), "\(segment.name)")
        if let size { #expect(counted.output == "\(size)\n", "\(segment.name)") }
    }

    /// Revokes as many members as it takes until a size falls, and asks for the sizes with the very next request.
    private func expectSizesFall(_ crowd: Crowd, revoked first: String, at brand: PartyHome) async throws {
        var revoked: Set = [first]
        let before = CrowdSegment.sizes(in: crowd, without: revoked)
        #expect(try await brand.sizes() == before)
        let segment = try #require(
            CrowdSegment.all.filter { before[$0.name] != .some(nil) }.min {
                $0.members(of: crowd, without: revoked).count % 50 < $1.members(of: crowd, without: revoked).count % 50
            })
        let members = segment.members(of: crowd, without: revoked)
        for number in members.prefix(members.count % 50 + 1) {
            #expect(try await brand.document(["consents", "revoke", number]).number("delivered") == 1)
            revoked.insert(number)
        }
        let after = CrowdSegment.sizes(in: crowd, without: revoked)
        #expect(try await brand.sizes() == after && after != before)
    }

    /// One planned member, one who is allowed and not planned, one refused.
    private func expectStories(
        _ crowd: Crowd, planned: Set<CrowdContext.Message>, at brand: PartyHome
    ) async throws {
        let numbers = Set(planned.map(\.number))
        let persons = [
            crowd.persons.first { numbers.contains($0.number) },
            crowd.persons.first { $0.isAllowed && !numbers.contains($0.number) },
            crowd.persons.first { $0.isMatched && !$0.isAllowed },
        ]
        for person in persons {
            let person = try #require(person)
            let story = try await brand.story(of: person.number)
            let segments = CrowdSegment.all.filter { person.isAllowed && $0.size(in: crowd) != nil && $0.holds(person) }
            #expect(story["segments"] == .array(segments.map(\.name).sorted().map { .string($0) }))
            guard case .array(let plans)? = story["plans"], case .object(let decision)? = story["decision"] else {
                throw ProcessError.garbled("consents show: no plans or no decision")
            }
            #expect(plans.count == (numbers.contains(person.number) ? 1 : 0))
            #expect(try decision.text("outcome") == (person.isAllowed ? "allowed" : "refused"))
            let channels = person.isAllowed ? person.consent?.channels.sorted() ?? [] : []
            #expect(decision["channels"] == .array(channels.map { .string($0) }))
        }
    }

    private func pulling(to file: URL) -> [String] {
        [
            "activations", "pull", "--agreement", Deployment.agreement, "--context", CrowdContext.name, "--out",
            file.path,
        ]
    }
}
