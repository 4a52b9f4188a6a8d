// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import CoordinatorClient
import Messages
import Signing
import Testing
import Vocabulary

/// Commitments that a party must not make, or that are not its own (protocol/v1/matching.md §4.1 and §6).
@Suite struct CommitmentAttackTests {
    @Test("A second commitment from another home is refused with 409, and the first one stays")
    func otherHome() async throws {
        try await Stage.with { stage in
            try await stage.clients[0].put(stage.cast.commitment(0))
            // The same party from a home restored from a copy: another key, and so another list.
            let other = try Cast(rows: [0..<79, 20..<100, 95..<110])
            await expectRefusal(.alreadyCommitted, "another list in this round") {
                try await stage.clients[0].put(other.commitment(0))
            }
            try await stage.clients[0].put(stage.cast.commitment(0))
            let statements = try await stage.clients[0].commitments(of: stage.cast.round)
            #expect(statements == [Unverified(try stage.cast.commitment(0))])
            try await stage.enterRing()
            try await stage.finish()
        }
    }

    @Test("A commitment for another party, or under another key, is refused")
    func forged() async throws {
        try await Stage.with { stage in
            let mine = try stage.cast.commitment(0)
            // The route follows the statement's party, so that the certificate is not the route's.
            await expectRefusal(.wrongParty) { try await stage.clients[1].put(mine) }
            let forged = try Signed(stage.cast.commitmentBody(0), by: stage.cast.key(1))
            await expectRefusal(.badSignature) { try await stage.clients[0].put(forged) }
            #expect(try await stage.clients[0].commitments(of: stage.cast.round).isEmpty)
        }
    }

    @Test("More rows than the cap, and chunks that do not add up, are refused")
    func sizes() async throws {
        try await Stage.with { stage in
            let body = try stage.cast.commitmentBody(0)
            let chunks = (0..<32).map { Digest(sha256: [UInt8($0)]) }
            let large = Commitment(
                reference: body.reference, from: body.from, number: 1, key: body.key, count: 1001, chunks: chunks,
                previous: 0,
                added: 1001, removed: 0, plan: body.plan)
            await expectRefusal(.capExceeded, "1001") {
                try await stage.clients[0].put(Signed(large, by: stage.cast.key(0)))
            }
            let short = body.changed(chunks: Array(body.chunks.dropLast()))
            await expectRefusal(.malformed, "make 3 chunks, found 2") {
                try await stage.clients[0].put(Signed(short, by: stage.cast.key(0)))
            }
        }
    }

    @Test("An empty suppression list is refused, and the round does not go on without it")
    func suppression() async throws {
        let cast = try Cast(rows: [0..<80, 20..<100, 0..<0])
        try await Stage.with(cast) { stage in
            for index in 0..<2 { try await stage.clients[index].put(cast.commitment(index)) }
            await expectRefusal(.suppressionShrunk, "empty") { try await stage.clients[2].put(cast.commitment(2)) }
            #expect(try await stage.clients[0].status(of: cast.round).state == .gathering)
        }
    }

    @Test("A signature on another transcript, before there is one, or by another key, is refused")
    func transcripts() async throws {
        try await Stage.with { stage in
            await expectRefusal(.wrongState) { try await stage.clients[0].put(stage.cast.agreed(0)) }
            try await stage.commit()
            let other = TranscriptAgreement(
                reference: stage.cast.reference, from: stage.cast.id(0), transcript: Digest(sha256: [1]))
            await expectRefusal(.wrongRound, "not that of the commitments stored here") {
                try await stage.clients[0].put(Signed(other, by: stage.cast.key(0)))
            }
            await expectRefusal(.badSignature) { try await stage.clients[0].put(stage.cast.agreed(0, signer: 1)) }
            await expectRefusal(.wrongParty) { try await stage.clients[1].put(stage.cast.agreed(0)) }
            #expect(try await stage.clients[0].status(of: stage.cast.round).agreed.isEmpty)
        }
    }
}
