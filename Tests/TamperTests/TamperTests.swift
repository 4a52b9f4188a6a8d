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
//   ListAttackTests         a list's chunk of the wrong length, with other bytes than committed, with a wrong Content-Digest,
//                           one that does not exist or comes too early, not ascending within and across chunks, repeated
//                           rows, non-canonical elements, the identity
//   HopAttackTests          another key's signature, another input, other bytes than signed, another place, count, round or
//                           transcript, another party's turn, no receipt, another output than before, an input that is not
//                           there, elements where tokens are due, duplicate tokens
//   FaultReportTests        elements that do not decode: the hop accuses their signer, the round stops, the proof is kept
//   CommitmentAttackTests   a second commitment from another home (409), another party's, forged, too large, an empty
//                           suppression list, signatures on another transcript
//   ReplayTests             statements, receipts and chunks of round 1 in round 2, and of another agreement
//   EquivocationTests       a coordinator that shows two sets of commitments (both honest parties notice by T and keep the
//                           proof), leaves out or forges a commitment or signature, or changes the party's own
//   GarbageAnswerTests      answers of a wrong type, truncated or ambiguous JSON, wrong digests, short and damaged chunks,
//                           made-up turns, round numbers out of range: one clear error each, and nothing lost
//   ResultAttackTests       rows that are not the manifest's, under the minimum, twice, outside the list; forged manifests
//   OfflineFileTests        blinded files that are truncated, altered, another party's, round's or agreement's
//   CertificateAttackTests  another party's certificate, none, expired, of a self-made authority, of no party
//   InviteAttackTests       invites used for another request, by another party, expired, altered, invented; renewals
//   AgreementAttackTests    acceptances forged or missing, fields altered after signing, cells that break the rules,
//                           another coordinator, another identity, an overlapping agreement
//   FullDiskTests           no room for chunks or for state: 507, the join waits, everything goes on once there is room
//   ResourceAttackTests     oversize bodies, endless headers, uploads cut in the middle or held open, the same chunk and
//                           two outputs at once
//   InjectionTests          SQL and path injection in every identifier
//   RecordAttackTests       pages of records of another round, agreement or transcript, of another sender, altered, without
//                           or with consents where they do not belong; the same and different pages at once
//   LogAttackTests          a log that is cut, reordered, rewritten, signed by another key, another agreement's, or says
//                           something twice; a status that is ahead of it; an answer that is lost
//   ReceiptAttackTests      receipts of another signer, row, round, transcript or revocation; refused revocations; the story
//                           of another row
//   PlanAttackTests         against a brand's real commands: plans that do not ascend or grow, with handles of nobody's, of
//                           refused and of revoked rows, on other channels, late; a revocation that is not taken
//   RevocationRaceTests     revocations while plans are made, while the page is decided on, eight at once; of others
//   DefinitionAttackTests   bodies too large, too deep or of another kind at every route that follows a match; rules that
//                           nest, grow or never end; statements of others
//
// Not yet covered:
//
//   A hop that multiplies by another key than the one it committed to, or swaps rows, in a way that decodes: it falsifies
//   the result and shows only with spot proofs. A party that lies about added and removed rows. A false accusation of an
//   undecodable element: it stops the round; its signer and the bytes stay as evidence. Eight parties that hold uploads
//   open together, and a flood of connections. A party whose coordinator refused its stop: the others wait until the
//   deadline. A coordinator that decides against a record, or for one, contrary to the rules: its signed word stays as evidence,
//   and the brand looks at consents once more before it exports. Clocks that differ by more than a certificate allows. An operator who rolls the disk back. Traffic analysis.

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
            var result = try #require(
                try ResultRows(of: stage.cast.id(0), promisedBy: verified, under: stage.cast.commitments(for: 0)))
            result.append(rows)
            try result.check()
            // acme has 0 ..< 80, streamco 20 ..< 100, optouts 95 ..< 110.
            #expect(result.count == 60)
        }
    }
}
