// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import CoordinatorClient
import Messages
import Signing
import Testing
import Vocabulary

// Attacks on a round, each tried for real: the coordinator's application with its stores behind TLS on loopback, parties with
// real certificates, identity keys and elements, and where a party is the victim its real join with a home of its own.
//
// Covered:
//
//   a party's list        wrong length, bytes other than committed, wrong Content-Digest, a chunk that does not exist, one too
//                         early, not ascending within a chunk and across a border, repeated rows, non-canonical elements and
//                         the identity, elements that do not decode (the hop stops the round and names the owner)  ListAttackTests
//   a hop                 another key's signature, another input, other bytes than signed, another place, count, round or
//                         transcript, another party's turn, no receipt, another output than before, a chunk whose input is
//                         not there, elements where tokens are due, duplicate tokens                               HopAttackTests
//   commitments           a second one from another home, another party's, forged, too large, too small            CommitmentAttackTests
//   replay                statements, receipts and chunks of round 1 in round 2, of another agreement              ReplayTests
//   the coordinator       two sets of commitments shown (both honest parties notice by T and keep evidence), a commitment
//                         or signature left out or forged, the own commitment changed, chunks damaged for ever     EquivocationTests
//   its answers           wrong type, truncated or ambiguous JSON, wrong digest, short chunk, other rounds, made-up turns,
//                         a round number out of range: one clear error each, and nothing lost                      GarbageAnswerTests
//   its result            rows that are not the manifest's, under the minimum, twice, outside the list; forged     ResultAttackTests
//   certificates          another party's, expired, none, of a self-made authority, of no party; renewal for another
//                         party, under another identity                                                            CertificateAttackTests
//   invites               used for another request, by another party, expired, altered, invented                   InviteAttackTests
//   agreements            each acceptance forged or missing, each field altered after signing, cells that break the rules,
//                         another coordinator's, another identity's, an overlapping one                            AgreementAttackTests
//   resources             full disk (chunks, state), oversize bodies, endless headers, uploads cut in the middle or held
//                         open, the same chunk and two outputs at once                                 FullDiskTests, ResourceAttackTests
//   paths                 SQL and path injection in every identifier                                               InjectionTests
//
// Not yet covered:
//
//   a hop that multiplies by another key than the one it committed to, or swaps rows, in a way that decodes (it falsifies the
//   result and shows only with spot proofs); a party that lies about added and removed rows; a false accusation of an
//   undecodable element (it stops the round, its signer and the bytes stay as evidence); uploads that are held open by as many
//   connections as the coordinator takes at once; a flood of connections; clocks that differ by more than a certificate allows;
//   the operator who rolls the coordinator's disk back; traffic analysis.

/// The harness itself: without an attack a round ends with its result.
@Suite struct TamperTests {
    @Test("Without an attack the cast's round matches")
    func honest() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            try await stage.finish()
            let manifest = try await stage.clients[0].result(of: stage.cast.round)
            let verified = try RoundResult.verify(manifest, against: stage.cast.commitments(for: 0))
            let rows = try await stage.clients[0].rows(of: stage.cast.id(0), page: 0, in: stage.cast.round)
            let result = try RoundResult(
                manifest: verified, records: rows, for: stage.cast.id(0), under: stage.cast.commitments(for: 0))
            // acme has 0 ..< 80, streamco 20 ..< 100, optouts 95 ..< 110.
            #expect(result.rows?.count == 60)
        }
    }
}
