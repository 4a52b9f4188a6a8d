// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Messages
import Segmentation
import Signing
import Synchronization
import Testing
import Vocabulary

/// Revocations that arrive while plans are made and read.
@Suite struct RevocationRaceTests {
    /// Plans that were made, by any of the tasks.
    private final class Plans: Sendable {
        private let state = Mutex<[Handle]>([])
        var all: [Handle] { state.withLock { $0 } }
        func add(_ plan: Handle) { state.withLock { $0.append(plan) } }
    }

    @Test("From the receipt on no plan, old or new, holds the handle, however many are being made")
    func planning() async throws {
        try await Stage.withMembers { stage in
            // One for each revocation: of each no more than eight plans are kept.
            let contexts = (0..<8).map { "day-\($0)" }
            try await stage.applyDefinitions(contexts: contexts)
            let id = stage.cast.agreement.id
            let handles = try await stage.handles(of: 0)
            let plans = Plans()
            var revoked: Set<Handle> = []
            for (handle, context) in zip(handles, contexts) {
                let revocation = try revocation(of: handle, stage)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            for _ in 0..<2 {
                                let summary = try await stage.clients[0].makePlan(of: context, under: id)
                                guard let plan = summary.body.plan else { continue }
                                plans.add(plan.id)
                                _ = try await stage.members(of: plan.id)
                            }
                        }
                    }
                    group.addTask {
                        _ = try await stage.clients[0].put(revocation)
                        // The very next request, while others are still planning.
                        let next = try await stage.clients[0].makePlan(of: context, under: id)
                        let plan = try #require(next.body.plan)
                        #expect(try await !stage.members(of: plan.id).contains(handle))
                        plans.add(plan.id)
                        let story = try await stage.clients[0].member(handle, in: stage.cast.round)
                        #expect(story.segments.isEmpty && story.plans.isEmpty && story.revocation != nil)
                    }
                    try await group.waitForAll()
                }
                revoked.insert(handle)
                for plan in plans.all {
                    #expect(try await stage.members(of: plan).isDisjoint(with: revoked), "after \(revoked.count)")
                }
            }
            #expect(plans.all.count == 8 * 7)
            let last = try #require(await stage.clients[0].makePlan(of: "day-0", under: id).body.plan)
            #expect(try await stage.members(of: last.id) == Set(handles.dropFirst(8)) && last.messages == 52)
            #expect(try await stage.verifiedLog().count == 61 + 8)
        }
    }

    @Test("The same revocation sent eight times at once has one receipt and one entry")
    func sameAtOnce() async throws {
        try await Stage.withMembers { stage in
            let handle = try #require(await stage.handles(of: 0).first)
            let revocation = try revocation(of: handle, stage)
            let receipts = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<8 {
                    group.addTask { try await stage.clients[0].put(revocation).json.canonicalBytes }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(receipts.count == 1)
            #expect(try await stage.verifiedLog().count == 62)
        }
    }

    @Test(
        "A revocation that is sent while the brand's page is decided on is before or after it, and wins either way",
        arguments: 0..<4)
    func deciding(attempt: Int) async throws {
        try await Stage.withMatch { stage in
            let page = try await stage.page(of: 0)
            let handle = page.body.records[17].handle
            let revocation = try revocation(of: handle, stage)
            async let sent: Void = stage.clients[0].put(page)
            async let receipt = stage.clients[0].put(revocation)
            try await sent
            _ = try await receipt
            try await stage.clients[1].put(stage.page(of: 1))
            try await stage.applyDefinitions()
            let plan = try #require(
                await stage.clients[0].makePlan(of: "some-day", under: stage.cast.agreement.id).body.plan)
            #expect(try await stage.members(of: plan.id) == Set(page.body.records.map(\.handle)).subtracting([handle]))
            #expect(try await stage.verifiedLog().count == 62)
        }
    }

    @Test("Nobody but the brand revokes, and no revocation is taken for another row, round or transcript")
    func foreign() async throws {
        try await Stage.withMembers { stage in
            let cast = stage.cast
            let handles = try await stage.handles(of: 0)
            let partner = try #require(await stage.handles(of: 1).first)
            func bytes(
                _ handle: Handle, from: Int = 0, signer: Int = 0, transcript: Digest? = nil,
                reference: RoundReference? = nil
            ) throws -> [UInt8] {
                try Signed(
                    Revocation(
                        reference: reference ?? cast.reference, from: cast.id(from),
                        transcript: transcript ?? cast.transcript, handle: handle, at: Stage.moment()),
                    by: cast.key(signer)
                ).bytes
            }
            func code(_ handle: Handle, _ bytes: [UInt8], as party: Int = 0) async throws -> ProblemCode? {
                try await stage.put("revocations/\(handle.hex)", bytes, as: party).problem?.code
            }
            let (first, second) = (handles[0], handles[1])
            #expect(try await code(first, bytes(first), as: 1) == .notEntitled)
            #expect(try await code(partner, bytes(partner, from: 1, signer: 1), as: 1) == .notEntitled)
            #expect(try await code(first, bytes(second)) == .malformed)
            #expect(try await code(first, bytes(first, signer: 1)) == .badSignature)
            #expect(try await code(first, bytes(first, transcript: Digest(sha256: [1]))) == .wrongRound)
            let next = RoundReference(agreement: cast.agreement.id, round: cast.agreement.roundID(2))
            #expect(try await code(first, bytes(first, reference: next)) == .wrongRound)
            #expect(try await code(partner, bytes(partner)) == .unknownHandle)
            #expect(try await stage.verifiedLog().count == 61)
        }
    }

    private func revocation(of handle: Handle, _ stage: Stage) throws -> Signed<Revocation> {
        try Signed(
            Revocation(
                reference: stage.cast.reference, from: stage.cast.id(0), transcript: stage.cast.transcript,
                handle: handle, at: Stage.moment()),
            by: stage.cast.key(0))
    }
}
