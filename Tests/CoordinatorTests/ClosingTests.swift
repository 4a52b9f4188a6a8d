// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

@Suite("The end of the decisions of a round")
struct ClosingTests {
    private static func isUnanswered(_ decision: Decision?) -> Bool {
        decision?.verdict.reasons == [DecisionReason(code: .noRecord)] && decision?.basis == nil
    }

    @Test("comes with the last page of the last sender, whichever it is", arguments: [true, false])
    func lastSender(isBrandLast: Bool) async throws {
        try await MemberStage.run { stage in
            let brand = try stage.page(stage.records(of: 0..<55))
            let partner = try stage.page([stage.partnerRecord(3, ["vip": .boolean(true)])], of: 1)
            let pages = isBrandLast ? [partner, brand] : [brand, partner]
            #expect(try await stage.send(pages[0]).status == 201)
            let open = try await stage.decided()
            #expect(open == nil)
            #expect(try stage.stored.newestDecided(of: stage.agreement.agreement.id) == nil)
            #expect(try await stage.send(pages[1]).status == 201)
            let decisions = try await stage.decisions()
            #expect(decisions.count == 60)
            for (row, handle) in stage.handles.enumerated() {
                #expect(decisions[handle]?.verdict.isAllowed == (row < 55))
                #expect(Self.isUnanswered(decisions[handle]) == (row >= 55))
            }
            let end = try #require(try await stage.decided())
            #expect(end.allowed == 55 && end.refused == 5 && end.sequence == 61)
        }
    }

    @Test("comes with the deadline, at the sweep, and refuses every row without a record")
    func deadline() async throws {
        try await MemberStage.run { stage in
            #expect(try await stage.send(stage.page(stage.records(of: 0..<20), isLast: false)).status == 201)
            stage.home.advance(24 * 3600 - 1)
            await stage.service.server.members.sweep()
            #expect(!(try await stage.status().isDecided))
            #expect(try await stage.decisions().count == 20)
            stage.home.advance(1)
            await stage.service.server.members.sweep()
            let decisions = try await stage.decisions()
            #expect(decisions.count == 60)
            #expect(stage.handles[20...].allSatisfy { Self.isUnanswered(decisions[$0]) })
            let end = try #require(try await stage.decided())
            #expect(end.allowed == 20 && end.refused == 40)
            #expect(end.at == (try MemberStage.moment(24 * 3600)))
            let facts = try stage.facts()
            await stage.service.server.members.sweep()
            #expect(try stage.facts().log == facts.log)
            let metrics = stage.home.metrics.text
            #expect(metrics.contains("symbolon_decisions_total{outcome=\"allowed\"} 20\n"))
            #expect(metrics.contains("symbolon_decisions_total{outcome=\"refused\"} 40\n"))
        }
    }

    @Test("comes in its time also where another round cannot be read")
    func damaged() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let other = try MemberStage.agreement(on: home, parties: agreement.parties, name: "autumn")
        let members = FailingMembers(StoredMembers(home.database))
        try await home.serve(home.server(members: members)) { service in
            let damaged = try await MemberStage(service, agreement)
            let stage = try await MemberStage(service, other)
            members.damage(damaged.round)
            home.advance(24 * 3600)
            await service.server.members.sweep()
            #expect(try await stage.status().isDecided)
            #expect(try damaged.stored.openPhases() == [damaged.round])
        }
    }

    @Test("comes by the deadline also where nobody sent anything")
    func silence() async throws {
        try await MemberStage.run { stage in
            stage.home.advance(24 * 3600)
            await stage.service.server.members.sweep()
            let end = try #require(try await stage.decided())
            #expect(end.allowed == 0 && end.refused == 60)
        }
    }

    @Test(
        "is made in parts, goes on at the sweep where it was interrupted, and decides nobody twice",
        arguments: [0, 1, 2])
    func interrupted(parts: Int) async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let members = FailingMembers(StoredMembers(home.database))
        try await home.serve(home.server(members: members)) { service in
            let stage = try await MemberStage(service, agreement, shared: 1100)
            try await stage.sendPartner()
            members.take(parts)
            // The page is stored, the end is not: the answer tells of a fault, and the page again is a success.
            let page = try stage.page(stage.records(of: 0..<50))
            #expect(try await stage.send(page).problem.code == .internal)
            #expect(try await stage.send(page).status == 200)
            #expect(!(try await stage.status().isDecided))
            #expect(try await stage.log().count == 50 + [0, 1000, 1050][parts])
            await service.server.members.sweep()
            #expect(!(try await stage.status().isDecided))
            members.take(nil)
            await service.server.members.sweep()
            #expect(try await stage.decisions().count == 1100)
            let end = try #require(try await stage.decided())
            #expect(end.allowed == 50 && end.refused == 1050 && end.sequence == 1101)
            // Answers of the log hold at most 1,000 entries.
            for (after, count) in [(0, 1000), (1, 1000), (101, 1000), (102, 999), (1100, 1), (1101, 0), (5000, 0)] {
                let reply = try await stage.acme.get("\(agreement.path)/log?after=\(after)")
                guard case .array(let envelopes) = try reply.json else {
                    Issue.record("expected an array")
                    return
                }
                #expect(envelopes.count == count)
            }
        }
    }

    @Test("is done by the process that comes next where the last one ended before it")
    func restart() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let ring = MemberStage.ring(agreement)
        let members = FailingMembers(StoredMembers(home.database))
        try await home.serve(home.server(members: members)) { service in
            let stage = try await MemberStage(service, agreement)
            try await stage.sendPartner()
            members.take(0)
            #expect(try await stage.send(stage.page(stage.records(of: 0..<60))).problem.code == .internal)
        }
        try await home.serve { service in
            let stage = try await MemberStage(service, matched: ring)
            #expect(!(try await stage.status().isDecided))
            await service.server.members.sweep()
            #expect(try await stage.status().tally == RecordsStatus.Tally(allowed: 60, refused: 0))
        }
    }
}
