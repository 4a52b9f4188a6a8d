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

@Suite("A clock that goes back")
struct ClockTests {
    @Test("by more than 300 seconds behind the log decides, counts and plans nothing")
    func behind() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { service in
            let first = try await MemberStage(service, agreement)
            try await first.defineAll()
            home.advance(5000)
            try await first.decide()
            let plan = try await first.planned()
            let second = try await MemberStage(service, agreement, number: 2)
            let page = try second.page(second.records(of: 0..<60))
            home.advance(-301)
            let facts = try second.facts()
            let replies = [
                try await second.send(page), try await first.plan(),
                try await first.acme.get(agreement.path + "/segments"),
                try await first.acme.get("/v1/plans/\(plan.id)/messages"),
                try await first.acme.get("\(first.ring.path)/members/\(first.handles[0])"),
            ]
            for reply in replies {
                let problem = try reply.problem
                #expect(problem.code == .clockBehind)
                #expect(reply.status == 503)
            }
            #expect(try second.facts() == facts)
            await service.server.members.sweep()
            #expect(try second.facts() == facts)
            // What decides on nothing goes on: the log, and a page that is stored already.
            #expect(try await first.log().count == 61)
            #expect(try await first.send(first.page([], of: 1)).status == 200)
            // One second less, and all of it works at the log's latest moment.
            home.advance(1)
            #expect(try await first.size() == 50)
            #expect(try await first.planned().messages == 60)
            #expect(try await first.messages(of: plan.id).count == 60)
            #expect(try await second.send(page).status == 201)
            #expect(try await second.decisions()[second.handles[0]]?.at == (try MemberStage.moment(5000)))
        }
    }

    @Test("within the tolerance brings no expired member back", arguments: [1, 300])
    func expired(back: Int64) async throws {
        try await MemberStage.run { stage in
            try await stage.defineAll()
            try await stage.decide { try .sample(expiresAt: $0 < 5 ? 1000 : nil) }
            let plan = try await stage.planned()
            #expect(plan.messages == 60)
            stage.home.advance(1000)
            await stage.service.server.members.sweep()
            #expect(try await stage.planned().messages == 55)
            stage.home.advance(-back)
            #expect(try await stage.planned().messages == 55)
            #expect(try await stage.messages(of: plan.id).map(\.handle) == Array(stage.handles[5...]))
            #expect(try await stage.story(of: 0).segments.isEmpty)
        }
    }

    @Test("does not decide by an earlier moment than the log's")
    func decisions() async throws {
        try await MemberStage.run { stage in
            stage.home.advance(1000)
            try await stage.revoke(59)
            stage.home.advance(-200)
            let records = try [stage.record(0, .sample(expiresAt: 900)), stage.record(1, .sample(expiresAt: 1001))]
            #expect(try await stage.send(stage.page(records)).status == 201)
            let decisions = try await stage.decisions()
            #expect(decisions[stage.handles[0]]?.verdict.reasons == [DecisionReason(code: .expired)])
            #expect(decisions[stage.handles[1]]?.verdict.isAllowed == true)
            #expect(decisions[stage.handles[1]]?.at == (try MemberStage.moment(1000)))
        }
    }

    @Test("is noticed for all agreements, whichever logged last")
    func otherAgreement() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let other = try MemberStage.agreement(on: home, parties: agreement.parties, name: "autumn")
        try await home.serve { service in
            let stage = try await MemberStage(service, agreement)
            let foreign = try await MemberStage(service, other)
            home.advance(1000)
            try await foreign.revoke(0)
            home.advance(-301)
            #expect(try await stage.send(stage.page(stage.records(of: 0..<2))).problem.code == .clockBehind)
        }
    }
}
