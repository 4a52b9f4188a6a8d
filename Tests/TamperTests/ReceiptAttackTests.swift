// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Home
import Hummingbird
import Joining
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A coordinator that gives receipts which are none, or tells one member's story for another's.
@Suite struct ReceiptAttackTests {
    /// What is wrong with a receipt.
    enum Forgery: CaseIterable, Sendable {
        case otherSigner, otherHandle, otherRound, otherTranscript, ofAnotherMember

        func receipt(_ honest: RevocationReceipt, _ stage: JoinStage, other: [UInt8]) throws -> [UInt8] {
            func make(
                reference: RoundReference? = nil, transcript: Digest? = nil, handle: Handle? = nil,
                by key: IdentityKey? = nil
            ) throws -> [UInt8] {
                try Signed(
                    RevocationReceipt(
                        reference: reference ?? honest.reference, transcript: transcript ?? honest.transcript,
                        handle: handle ?? honest.handle, revocation: honest.revocation, at: honest.at,
                        sequence: honest.sequence, previous: honest.previous),
                    by: key ?? stage.fixture.coordinator
                ).bytes
            }
            let next = RoundReference(agreement: stage.agreement.id, round: stage.agreement.roundID(2))
            return switch self {
            case .otherSigner: try make(by: stage.fixture.identities[1])
            case .otherHandle: try make(handle: Handle(bytes: [UInt8](repeating: 7, count: 16)))
            case .otherRound: try make(reference: next)
            case .otherTranscript: try make(transcript: Digest(sha256: [1]))
            case .ofAnotherMember: other
            }
        }
    }

    @Test(
        "A receipt that does not answer the revocation is refused; it stays pending, and counts here",
        arguments: Forgery.allCases)
    func forged(forgery: Forgery) async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let home = stage.homes[0]
            let moment = try #require(Timestamp(seconds: Cast.start))
            let revocation = ConsentRevocation(home: home)
            let rows = try home.matches(of: stage.round)
            let (first, second) = (rows[0], rows[1])
            do {
                let lock = try home.lock()
                #expect(try revocation.record(digits: first.digits, holding: lock, at: moment) == 1)
            }
            let other = try await revocation.deliver(through: stage.clients[0])
            #expect(other.receipts.map(\.handle) == [first.handle])
            let stored = try #require(try home.revocation(of: first.handle, in: stage.round)?.receipt)
            do {
                let lock = try home.lock()
                #expect(try revocation.record(digits: second.digits, holding: lock, at: moment) == 1)
            }
            stage.coordinator.liar.tell { request, _, honest in
                let answer = try await honest(request)
                guard request.uri.path.contains("/revocations/") else { return answer }
                let receipt = try Unverified<RevocationReceipt>(parsing: await answer.bytes()).body
                return .made(try forgery.receipt(receipt, stage, other: stored))
            }
            let lied = try await revocation.deliver(through: stage.clients[0])
            #expect(lied.receipts.isEmpty && lied.refusals.count == 1)
            #expect(try home.pendingRevocations().map(\.handle) == [second.handle])
            #expect(try home.revokedHandles(of: stage.round) == [first.handle, second.handle])
            stage.coordinator.liar.stop()
            let delivered = try await revocation.deliver(through: stage.clients[0])
            #expect(delivered.receipts.map(\.handle) == [second.handle] && delivered.refusals.isEmpty)
            #expect(try home.pendingRevocations().isEmpty)
            // What was logged while it lied is one entry, and the chain goes on.
            try await stage.follow()
            #expect(try home.logHead(of: stage.agreement.id)?.sequence == 63)
        }
    }

    @Test("A home that was restored revokes a row again, and takes the receipt of the first time")
    func restored() async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let home = stage.homes[0]
            let moment = try #require(Timestamp(seconds: Cast.start))
            let earlier = try #require(Timestamp(seconds: Cast.start - 60))
            let row = try home.matches(of: stage.round)[0]
            let bytes = try #require(try home.manifest(of: stage.round))
            let manifest = try Unverified<ResultManifest>(parsing: bytes).body
            let first = try Signed(
                Revocation(
                    reference: manifest.reference, from: home.party, transcript: manifest.transcript,
                    handle: row.handle, at: earlier),
                by: home.identityKey())
            let receipt = try await stage.clients[0].put(first)
            do {
                let lock = try home.lock()
                #expect(
                    try ConsentRevocation(home: home).record(digits: row.digits, holding: lock, at: moment) == 1)
            }
            let delivered = try await ConsentRevocation(home: home).deliver(through: stage.clients[0])
            #expect(delivered.receipts.map(\.sequence) == [receipt.body.sequence] && delivered.refusals.isEmpty)
            #expect(try home.pendingRevocations().isEmpty)
        }
    }

    @Test("A revocation that the coordinator refuses stays pending and keeps no other from its turn")
    func refused() async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let home = stage.homes[0]
            let moment = try #require(Timestamp(seconds: Cast.start))
            let revocation = ConsentRevocation(home: home)
            let rows = Array(try home.matches(of: stage.round).prefix(3))
            do {
                let lock = try home.lock()
                for row in rows { _ = try revocation.record(digits: row.digits, holding: lock, at: moment) }
            }
            let refused = rows[0].handle
            stage.coordinator.liar.tell { request, _, honest in
                guard request.uri.path.hasSuffix("/revocations/\(refused.hex)") else {
                    return try await honest(request)
                }
                let problem = Problem(.unknownHandle, "handle: it is not one of acme's in this round.")
                return .made(problem.json.canonicalBytes, status: .init(code: 422), type: MediaType.problem)
            }
            let outcome = try await revocation.deliver(through: stage.clients[0])
            #expect(outcome.refusals.map(\.problemCode) == [.unknownHandle])
            #expect(Set(outcome.receipts.map(\.handle)) == [rows[1].handle, rows[2].handle])
            #expect(try home.pendingRevocations().map(\.handle) == [refused])
        }
    }

    @Test("The story of another handle is refused, and none is shown in its place")
    func otherStory() async throws {
        try await JoinStage.with { stage in
            _ = try await stage.joinAll()
            let rows = try stage.homes[0].matches(of: stage.round)
            let (first, second) = (rows[0], rows[1])
            let story = try await stage.clients[0].member(first.handle, in: stage.round)
            #expect(story.handle == first.handle && story.decision?.body.handle == first.handle)
            stage.coordinator.liar.tell { request, _, honest in
                guard request.uri.path.hasSuffix("/members/\(second.handle.hex)") else {
                    return try await honest(request)
                }
                return .made(story.json.canonicalBytes)
            }
            do {
                _ = try await stage.clients[0].member(second.handle, in: stage.round)
                Issue.record("the story was taken")
            } catch ClientError.garbage(let sentence) {
                #expect(sentence.contains("another row"))
            }
            var history = try NumberHistory(of: second.digits, in: stage.homes[0])
            await #expect(throws: ClientError.self) { try await history.ask(stage.clients[0]) }
            #expect(history.rounds.count == 1 && history.rounds[0].story == nil)
            #expect(history.rounds[0].decision?.isAllowed == true)
        }
    }
}
