// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Random histories of consents")
struct ConsentHistoryTests {
    @Test(
        "After every step plans and sizes hold exactly those whose consent the reference allows at that moment",
        arguments: UInt64(1)...20)
    func history(seed: UInt64) async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(
            on: home, channels: ReferenceConsent.channels, policies: ReferenceConsent.policies)
        try await home.serve(home.server(seed: seed)) { service in
            var history = try await ConsentHistory(service, agreement, seed: seed)
            try await Self.check(&history)
            for _ in 0..<12 {
                try await history.step()
                try await Self.check(&history)
            }
            try await history.finish()
            try await Self.check(&history)
            if history.rounds.count == 1 { try await history.open() }
            try await history.finish()
            try await Self.check(&history)
            for _ in 0..<4 {
                try await history.step()
                try await Self.check(&history)
            }
            try await Self.checkErasure(history)
        }
    }

    private static func check(_ history: inout ConsentHistory) async throws {
        try await checkSizes(history)
        try await checkPlan(&history)
        try await checkOldPlans(history)
        try await checkStories(&history)
    }

    /// The sizes of all segments, by the reference.
    private static func checkSizes(_ history: ConsentHistory) async throws {
        let listing = try await history.rounds[0].stage.listing()
        let newest = history.newest
        #expect(listing.round == newest?.stage.round, "\(history.steps)")
        let members = newest?.members(at: history.now) ?? []
        for entry in listing.entries {
            let name = entry.definition.name
            let count = members.count { newest?.segments($0).contains(name) == true }
            #expect(entry.size == (count < 50 ? nil : count / 50 * 50), "\(name), \(count): \(history.steps)")
        }
        if let newest {
            let tally = try await newest.stage.status().tally
            #expect(tally.map { $0.allowed + $0.refused } == ConsentHistory.people)
            #expect(tally?.allowed == newest.ends.count, "\(history.steps)")
        }
    }

    /// A plan made now: nobody in it who is not allowed, and everybody who is.
    private static func checkPlan(_ history: inout ConsentHistory) async throws {
        let reply = try await history.rounds[0].stage.plan()
        guard let index = history.rounds.lastIndex(where: \.isDecided) else {
            #expect(try reply.problem.code == .wrongState)
            return
        }
        let round = history.rounds[index]
        let rows = round.people.indices.filter { round.isPlannable($0, at: history.now) }
        let summary = try PlanSummary.told(reply)
        #expect(summary.round == round.stage.round)
        guard let plan = summary.plan else {
            #expect(rows.count < 50, "\(rows.count) were withheld: \(history.steps)")
            return
        }
        let messages = try await round.stage.messages(of: plan.id)
        let planned = Set(messages.map(\.handle))
        let expected = Set(rows.map { round.stage.handles[$0] })
        #expect(rows.count >= 50, "\(rows.count) were planned: \(history.steps)")
        #expect(plan.messages == messages.count && planned.count == messages.count)
        #expect(planned.subtracting(expected).isEmpty, "planned without a consent: \(history.steps)")
        #expect(expected.subtracting(planned).isEmpty, "left out in spite of a consent: \(history.steps)")
        for message in messages {
            let row = try #require(round.stage.handles.firstIndex(of: message.handle))
            #expect(message.sendAfter.seconds >= history.now)
            #expect(message.notAfter.seconds <= (round.ends[row] ?? .min), "\(history.steps)")
        }
        history.keep((index, plan.id, messages))
    }

    /// Plans of before: what is left of them is what is still allowed and not over; nothing of an older round.
    private static func checkOldPlans(_ history: ConsentHistory) async throws {
        for plan in history.plans {
            let round = history.rounds[plan.round]
            guard plan.round == history.rounds.lastIndex(where: \.isDecided) else {
                let reply = try await round.stage.acme.get("/v1/plans/\(plan.id)/messages")
                #expect(try reply.problem.code == .notFound, "\(history.steps)")
                continue
            }
            let told = try await round.stage.messages(of: plan.id)
            let left = plan.messages.filter { message in
                let row = round.stage.handles.firstIndex(of: message.handle)
                return message.notAfter.seconds > history.now && row.map { !round.revoked.contains($0) } == true
            }
            #expect(told == left, "\(history.steps)")
            let handles = Set(round.members(at: history.now).map { round.stage.handles[$0] })
            #expect(Set(told.map(\.handle)).isSubset(of: handles), "\(history.steps)")
        }
    }

    /// What is told of some rows, in all rounds.
    private static func checkStories(_ history: inout ConsentHistory) async throws {
        let now = history.now
        for index in history.rounds.indices {
            let round = history.rounds[index]
            let isNewest = round.stage.round == history.newest?.stage.round
            let members = round.members(at: now)
            for _ in 0..<4 {
                let row = history.draw(0..<round.people.count)
                let names = round.segments(row).filter { name in
                    members.count { round.segments($0).contains(name) } >= 50
                }
                let story = try await round.stage.story(of: row)
                #expect(story.segments.sorted() == (isNewest && members.contains(row) ? names : []), "\(history.steps)")
                #expect(isNewest || story.plans.isEmpty, "\(history.steps)")
                #expect((story.revocation != nil) == round.revoked.contains(row), "\(history.steps)")
                if let decision = story.decision {
                    #expect(decision.body.verdict.isAllowed == (round.ends[row] != nil), "\(history.steps)")
                } else {
                    #expect(!round.isDecided && row >= round.brandRows || round.people[row].consent == nil)
                }
            }
        }
    }

    /// At the end of retention nobody is left.
    private static func checkErasure(_ history: ConsentHistory) async throws {
        history.service.home.advance(31 * 86_400)
        await history.service.server.registry.sweep()
        let stage = history.rounds[0].stage
        let listing = try await stage.listing()
        #expect(listing.round == nil && listing.entries.allSatisfy { $0.size == nil })
        #expect(try await stage.plan().problem.code == .wrongState)
        for plan in history.plans {
            #expect(try await stage.acme.get("/v1/plans/\(plan.id)/messages").problem.code == .notFound)
        }
        // The log stays, and still verifies from its beginning.
        #expect(try await stage.log().count >= 2 * ConsentHistory.people + 2)
    }
}
