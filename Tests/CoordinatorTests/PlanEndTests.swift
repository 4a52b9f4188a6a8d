// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Consent
import Coordinator
import Foundation
import Messages
import Segmentation
import Signing
import Storage
import Testing
import Vocabulary

@Suite("The end of plans")
struct PlanEndTests {
    @Test("The plans of an older round end where a newer one is decided, and what is left of them is not told")
    func newerRound() async throws {
        let home = try TestHome(atNoon: true)
        let agreement = try MemberStage.agreement(on: home)
        try await home.serve { service in
            let first = try await MemberStage(service, agreement)
            try await first.defineAll()
            try await first.decide()
            let old = try await first.planned()
            let second = try await MemberStage(service, agreement, number: 2)
            // The newer round is not decided yet.
            #expect(try await first.messages(of: old.id).count == 60)
            #expect(try await first.story(of: 3).plans.map(\.plan) == [old.id])
            try await second.decide()
            #expect(try await first.acme.get("/v1/plans/\(old.id)/messages").problem.code == .notFound)
            #expect(try await first.story(of: 3).plans.isEmpty)
            let stored = StoredSegments(home.database)
            #expect(try stored.plan(old.id) == nil)
            // As though one had stayed behind.
            let left = StoredPlan(id: old.id, round: first.round, context: "any-time", madeAt: try MemberStage.moment())
            let messages = try first.handles.map {
                PlannedMessage(
                    handle: $0, channel: .sms, text: "Hello", sendAfter: try MemberStage.moment(),
                    notAfter: try MemberStage.moment(3600))
            }
            #expect(try stored.save(left, messages: messages, atLeast: 50) == 60)
            #expect(try await first.acme.get("/v1/plans/\(old.id)/messages").problem.code == .notFound)
            #expect(try await first.story(of: 3).plans.isEmpty)
            #expect(try await second.messages(of: second.planned().id).count == 60)
        }
    }

    @Test("The plans of a context end with it, and others stay")
    func removedContext() async throws {
        try await MemberStage.run { stage in
            try await stage.define([MemberStage.segment("all")], [MemberStage.context(), MemberStage.context("other")])
            try await stage.decide()
            let plan = try await stage.planned()
            let other = try await stage.planned("other")
            #expect(try await stage.put(stage.statement(contexts: [], remove: ["any-time"])).status == 200)
            #expect(try await stage.acme.get("/v1/plans/\(plan.id)/messages").problem.code == .notFound)
            #expect(try await stage.messages(of: other.id).count == 60)
            #expect(try await stage.story(of: 0).plans.map(\.plan) == [other.id])
        }
    }

    @Test("A member whose values make the text too long is left out")
    func longText() async throws {
        try await MemberStage.run { stage in
            let text = String(repeating: "{{streamco.interest | default: 'x'}}", count: 40)
            try await stage.define([MemberStage.segment("all")], [MemberStage.context(text: text)])
            // 40 times 40 bytes are as many as may be.
            let partner = stage.rows[1].indices.map { row in
                let person = stage.rows[1][row].person
                let length = person < 3 ? 41 : person < 6 ? 40 : 1
                return stage.partnerRecord(row, ["interest": .string(String(repeating: "y", count: length))])
            }
            try await stage.decide(partner: partner)
            let plan = try await stage.planned()
            let messages = try await stage.messages(of: plan.id)
            #expect(messages.map(\.handle) == stage.rows[0].filter { $0.person >= 3 }.map(\.handle))
            #expect(messages.map(\.text.utf8.count).max() == Template.maximumBytes)
        }
    }

    @Test("A revocation waits for nobody who reads, and the sweep then empties the log beside the database")
    func openReader() async throws {
        try await MemberStage.run { stage in
            try await stage.decide()
            let (entered, left) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let (stored, round) = (stage.stored, stage.round)
            let reader = Task.detached {
                try await Self.onThread {
                    var isFirst = true
                    try stored.forEachMember(of: round) { _, _ in
                        guard isFirst else { return }
                        isFirst = false
                        entered.signal()
                        left.wait()
                    }
                }
            }
            try await Self.onThread { entered.wait() }
            let start = ContinuousClock.now
            let reply = try await stage.send(stage.revocation(of: 7))
            let duration = ContinuousClock.now - start
            await stage.service.server.members.sweep()
            let waiting = try stage.logBytes()
            left.signal()
            try await reader.value
            #expect(reply.status == 201)
            #expect(duration < .seconds(10))
            #expect(waiting > 0)
            await stage.service.server.members.sweep()
            #expect(try stage.logBytes() == 0)
        }
    }

    /// Blocks a thread of its own instead of one that tasks run on.
    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
        }
    }
}

extension MemberStage {
    /// The size of the log beside the database.
    fileprivate func logBytes() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: home.database.path + "-wal")
        return try #require(attributes[.size] as? Int)
    }
}
