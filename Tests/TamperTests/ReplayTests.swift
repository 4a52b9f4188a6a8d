// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import CoordinatorClient
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// Statements and chunks that were right once, sent where they do not belong.
@Suite struct ReplayTests {
    /// Round 1 is over and round 2 open; the body gets both.
    private func withTwoRounds(_ body: (_ first: Stage, _ second: Stage) async throws -> Void) async throws {
        try await Stage.with { first in
            try await first.enterRing()
            try await first.finish()
            let second = first.with(try Cast(number: 2))
            _ = try await first.clients[0].open(second.cast.opening())
            try await body(first, second)
        }
    }

    /// Puts a statement of round 1 at the route of round 2, as only a client that was built for it would.
    private func replay(_ path: String, _ bytes: [UInt8], _ stage: Stage, as party: Int) async throws -> Problem? {
        let credentials = try stage.coordinator.site.credentials(stage.cast.id(party))
        let request = RawExchange.request("PUT /v1/rounds/\(stage.cast.round.hex)/\(path)", body: bytes)
        return try await RawExchange.run(port: stage.coordinator.port, credentials, [request]).problem
    }

    @Test("Commitments, transcript signatures and stops of round 1 are refused in round 2")
    func statements() async throws {
        try await withTwoRounds { first, second in
            let old = first.cast
            #expect(try await replay("commitments/acme", old.commitment(0).bytes, second, as: 0)?.code == .wrongRound)
            try await second.commit()
            #expect(try await replay("transcripts/acme", old.agreed(0).bytes, second, as: 0)?.code == .wrongRound)
            #expect(try await replay("stops/acme", old.stop(0).bytes, second, as: 0)?.code == .wrongRound)
            let status = try await second.clients[0].status(of: second.cast.round)
            #expect(status.agreed.isEmpty && status.state == .gathering)
        }
    }

    @Test("Chunks and receipts of round 1 are refused in round 2")
    func chunks() async throws {
        try await withTwoRounds { first, second in
            try await second.enterRing()
            await expectRefusal(.digestMismatch) { try await second.upload(0, 0, bytes: first.cast.chunk(0)) }
            try await second.uploadLists()
            let old = try first.cast.output(0, hop: 1)
            await expectRefusal(.wrongRound) {
                try await second.turn(0, hop: 1, bytes: old.bytes, receipt: .some(old.receipt))
            }
            await expectRefusal(.digestMismatch) { try await second.turn(0, hop: 1, bytes: old.bytes) }
            try await second.finish()
        }
    }

    @Test(
        "An opening is good once: not again after its round, not for a round that is not next, not by a party without rows"
    )
    func openings() async throws {
        try await withTwoRounds { first, second in
            // While the round is open the same opening is the same success.
            let again = try await first.clients[0].open(second.cast.opening())
            #expect(again.number == 2)
            try await second.clients[0].put(second.cast.stop(0))
            await expectRefusal(.wrongRound, "number 3") { _ = try await first.clients[0].open(second.cast.opening()) }
            let fourth = try Cast(number: 4)
            await expectRefusal(.wrongRound) { _ = try await first.clients[0].open(fourth.opening()) }
            let third = try Cast(number: 3)
            await expectRefusal(.notEntitled) { _ = try await first.clients[1].open(third.opening(1)) }
            await expectRefusal(.wrongParty) { _ = try await first.clients[1].open(third.opening(0)) }
        }
    }

    @Test("Statements of another agreement of the same parties are refused")
    func otherAgreement() async throws {
        try await Stage.with { stage in
            let other = try Cast(name: "autumn-launch")
            try await stage.clients[0].put(other.fixture.signed())
            #expect(try await replay("commitments/acme", other.commitment(0).bytes, stage, as: 0)?.code == .wrongRound)
            try await stage.enterRing()
            #expect(try await replay("transcripts/acme", other.agreed(0).bytes, stage, as: 0)?.code == .wrongRound)
            try await stage.uploadLists()
            let foreign = try other.output(0, hop: 1)
            await expectRefusal(.wrongRound) {
                try await stage.turn(0, hop: 1, bytes: foreign.bytes, receipt: .some(foreign.receipt))
            }
        }
    }

    @Test("A statement of one kind does not pass for another")
    func otherType() async throws {
        try await Stage.with { stage in
            try await stage.commit()
            for (path, bytes) in [
                ("transcripts/acme", try stage.cast.commitment(0).bytes),
                ("stops/acme", try stage.cast.agreed(0).bytes),
                ("commitments/acme", try stage.cast.agreed(0).bytes),
            ] {
                #expect(try await replay(path, bytes, stage, as: 0)?.code == .malformed, "\(path)")
            }
        }
    }
}
