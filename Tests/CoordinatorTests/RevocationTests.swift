// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Coordinator
import Messages
import NIOHTTP1
import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("Revocations")
struct RevocationTests {
    private static func receipt(
        _ reply: TestClient.Reply, in stage: MemberStage
    ) throws -> Signed<RevocationReceipt> {
        try Unverified<RevocationReceipt>(json: reply.json).verified(by: stage.home.identity.publicIdentity)
    }

    @Test("are answered with a receipt that is in the log; the same handle again gets the same one")
    func receipt() async throws {
        try await MemberStage.run { stage in
            try await stage.decide()
            let revocation = try stage.revocation(of: 7)
            let reply = try await stage.send(revocation)
            #expect(reply.status == 201)
            let receipt = try Self.receipt(reply, in: stage)
            #expect(receipt.body.answers(revocation) && receipt.body.sequence == 62)
            #expect(try await stage.log().last == .revocation(receipt))
            let facts = try stage.facts()
            // Another statement about the handle, too: a revocation never ends.
            for again in [revocation, try stage.revocation(of: 7, at: 50)] {
                let reply = try await stage.send(again)
                #expect(reply.status == 200)
                #expect(try Self.receipt(reply, in: stage) == receipt)
            }
            #expect(try stage.facts() == facts)
        }
    }

    @Test("take the member out of segments and plans at once, and nobody else")
    func removal() async throws {
        try await MemberStage.run { stage in
            try await stage.defineAll()
            try await stage.decide()
            #expect(try await stage.size() == 50)
            let plan = try await stage.planned()
            #expect(plan.messages == 60)
            #expect(try await stage.story(of: 7).segments == ["all"])
            #expect(try await stage.story(of: 7).plans.map(\.plan) == [plan.id])
            try await stage.revoke(7)
            let left = stage.handles.filter { $0 != stage.handles[7] }
            #expect(try await stage.messages(of: plan.id).map(\.handle) == left)
            #expect(try await stage.planned().messages == 59)
            let story = try await stage.story(of: 7)
            #expect(story.segments.isEmpty && story.plans.isEmpty)
            #expect(story.decision?.body.verdict.isAllowed == true)
            #expect(try story.revocation?.verified(by: stage.home.identity.publicIdentity).body.handle == story.handle)
            #expect(try await stage.story(of: 8).segments == ["all"])
            #expect(try await stage.story(of: 8).plans.count == 2)
            let metrics = stage.home.metrics.text
            #expect(metrics.contains("symbolon_revocations_total 1\n"))
            #expect(metrics.contains("symbolon_plans_total{state=\"planned\"} 2\n"))
        }
    }

    @Test("that arrive before the record make its decision a refusal, which nothing takes back")
    func before() async throws {
        try await MemberStage.run { stage in
            try await stage.defineAll()
            for row in [0, 1, 59] { try await stage.revoke(row) }
            try await stage.decide()
            let decisions = try await stage.decisions()
            for (row, handle) in stage.handles.enumerated() {
                let reasons = [0, 1, 59].contains(row) ? [DecisionReason(code: .revokedByBrand)] : []
                #expect(decisions[handle]?.verdict.reasons == reasons)
            }
            #expect(try await stage.planned().messages == 57)
            #expect(try await stage.status().tally == RecordsStatus.Tally(allowed: 57, refused: 3))
        }
    }

    @Test("count in their round: a new consent counts from the next round on")
    func nextRound() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { service in
            let first = try await MemberStage(service, agreement)
            try await first.defineAll()
            try await first.decide()
            let person = first.rows[0][7].person
            try await first.revoke(7)
            let second = try await MemberStage(service, agreement, number: 2)
            #expect(try await second.planned().messages == 59)
            try await second.decide()
            let plan = try await second.planned()
            let row = try #require(second.rows[0].firstIndex { $0.person == person })
            #expect(plan.messages == 60)
            #expect(try await second.messages(of: plan.id).contains { $0.handle == second.handles[row] })
        }
    }

    @Test("are refused where handle, sender, signature, round or state is wrong, and nothing is logged")
    func refusals() async throws {
        try await MemberStage.run { stage in
            let good = try stage.revocation(of: 0)
            let reference = RoundReference(
                agreement: stage.ring.reference.agreement,
                round: try #require(RoundID(bytes: [UInt8](repeating: 2, count: 32))))
            let facts = try stage.facts()
            func refused(
                _ revocation: Signed<Revocation>, _ code: ProblemCode, from list: Int = 0, handle: Handle? = nil
            ) async throws {
                let problem = try await stage.send(revocation, from: list, handle: handle).problem
                #expect(problem.code == code, "\(problem.detail)")
                #expect(try stage.facts() == facts)
            }
            let stranger = stage.rows[1][0].handle
            let unknown = try Signed(
                Revocation(
                    reference: stage.ring.reference, from: stage.ring.parties[0].id, transcript: stage.ring.transcript,
                    handle: stranger, at: MemberStage.moment()),
                by: stage.ring.parties[0].key)
            try await refused(unknown, .unknownHandle)
            try await refused(good, .malformed, handle: stage.handles[1])
            try await refused(good, .notEntitled, from: 1)
            try await refused(stage.revocation(of: 0, from: 1), .notEntitled, from: 1)
            try await refused(stage.revocation(of: 0, from: 2), .notEntitled, from: 2)
            try await refused(stage.revocation(of: 0, from: 1), .malformed)
            try await refused(stage.revocation(of: 0, key: stage.ring.parties[1].key), .badSignature)
            try await refused(stage.revocation(of: 0, reference: reference), .wrongRound)
            try await refused(stage.revocation(of: 0, transcript: Digest(sha256: [1])), .wrongRound)
            #expect(try await stage.acme.get("\(stage.ring.path)/members/\(stranger)").problem.code == .unknownHandle)
            for client in [stage.streamco, stage.hub] {
                let reply = try await client.get("\(stage.ring.path)/members/\(stage.handles[0])")
                #expect(try reply.problem.code == .notEntitled)
            }
            #expect(try await stage.send(good).status == 201)
        }
    }

    @Test("are refused before the match")
    func unmatched() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        let ring = MemberStage.ring(agreement)
        let handle = try #require(Handle(bytes: [UInt8](repeating: 3, count: 16)))
        try await home.serve { service in
            try await agreement.upload(to: service)
            try await ring.gather(service)
            let revocation = try Signed(
                Revocation(
                    reference: ring.reference, from: ring.parties[0].id, transcript: ring.transcript, handle: handle,
                    at: MemberStage.moment()), by: ring.parties[0].key)
            let client = try service.client(ring.parties[0])
            #expect(
                try await client.put("\(ring.path)/revocations/\(handle)", revocation).problem.code == .wrongState)
        }
    }

    @Test("are taken however far the clock is behind the log, at the log's latest moment")
    func clockBehind() async throws {
        try await MemberStage.run { stage in
            stage.home.advance(5000)
            try await stage.decide()
            stage.home.advance(-4000)
            let reply = try await stage.send(stage.revocation(of: 7))
            #expect(reply.status == 201)
            #expect(try Self.receipt(reply, in: stage).body.at == (try MemberStage.moment(5000)))
            #expect(try stage.facts().members.count == 59)
            #expect(try await stage.log().count == 62)
        }
    }
}
