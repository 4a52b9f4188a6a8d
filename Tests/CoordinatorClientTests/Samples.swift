// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// One agreement and the statements of its first round.
struct Samples: Sendable {
    let fixture: AgreementFixture
    let reference: RoundReference

    init() throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco")
        reference = RoundReference(agreement: fixture.agreement.id, round: fixture.agreement.roundID(1))
    }

    var round: RoundID { reference.round }
    var acme: PartyID { fixture.agreement.parties[0].id }
    var key: IdentityKey { fixture.identities[0] }
    let transcript = Digest(sha256: [1])

    func status(round number: UInt32 = 1, revision: Int = 3) -> RoundStatus {
        RoundStatus(
            reference: RoundReference(agreement: reference.agreement, round: fixture.agreement.roundID(number)),
            number: number, state: .gathering, revision: revision, openedAt: 1_780_000_000, deadline: 1_780_086_400,
            committed: [acme], agreed: [], transcript: nil, chunksDone: 0, chunksTotal: 0, stop: nil)
    }

    func commitment() throws -> Signed<Commitment> {
        // The encoding of the generator of ristretto255, RFC 9496 appendix A.1.
        let generator = EncodedElement(
            hex: "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
        let body = Commitment(
            reference: reference, from: acme, number: 1, key: try #require(generator), count: 2,
            chunks: [Digest(sha256: [2])], previous: 0, added: 2, removed: 0, plan: "8.12.57")
        return try Signed(body, by: key)
    }

    func agreed() throws -> Signed<TranscriptAgreement> {
        try Signed(TranscriptAgreement(reference: reference, from: acme, transcript: transcript), by: key)
    }

    func stop() throws -> Signed<StopNotice> {
        try Signed(StopNotice(reference: reference, from: acme, transcript: nil, reason: .cancelled), by: key)
    }

    func opening() throws -> Signed<RoundOpening> {
        try Signed(RoundOpening(reference: reference, from: acme, number: 1), by: key)
    }

    func receipt(hop: Int = 1) throws -> Signed<HopReceipt> {
        let place = ChunkPlace(list: fixture.agreement.parties[1].id, hop: hop, chunk: 0)
        let body = HopReceipt(
            reference: reference, from: acme, transcript: transcript, place: place, count: 2,
            input: Digest(sha256: [3]), output: Digest(sha256: [4]))
        return try Signed(body, by: key)
    }

    func manifest() throws -> Signed<ResultManifest> {
        let body = ResultManifest(
            reference: reference, transcript: transcript, decision: .matched, members: 50,
            rows: [acme: Digest(sha256: [5])])
        return try Signed(body, by: fixture.coordinator)
    }

    func work() -> RoundWork {
        RoundWork(
            state: .ring, revision: 9, uploads: [0],
            turns: [ChunkPlace(list: fixture.agreement.parties[1].id, hop: 1, chunk: 0)])
    }
}
