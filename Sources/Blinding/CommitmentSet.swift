// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
package import Messages
package import Signing
package import Vocabulary

/// All commitments of a round, verified by one party for itself, and T over them (protocol/v1/matching.md §4.2).
package struct CommitmentSet: Sendable {
    package let agreement: Agreement
    package let reference: RoundReference
    /// Ring order.
    package let commitments: [Signed<Commitment>]
    /// T.
    package let transcript: Digest

    /// Verifies what the coordinator shows.
    ///
    /// - Parameters:
    ///   - statements: the commitments as they came, in ring order.
    ///   - own: this party's commitment, which must be among them unchanged.
    package init(
        _ statements: [Unverified<Commitment>], agreement: Agreement, number: UInt32, own: Signed<Commitment>
    ) throws(BlindingError) {
        let reference = RoundReference(agreement: agreement.id, round: agreement.roundID(number))
        guard statements.count == agreement.parties.count else {
            throw .misplaced("the coordinator shows \(statements.count) commitments of \(agreement.parties.count)")
        }
        var verified: [Signed<Commitment>] = []
        for (party, statement) in zip(agreement.parties, statements) {
            let body = statement.body
            guard body.from == party.id, body.reference == reference, body.number == number else {
                throw .badCommitment(of: party.id, why: "it is for another party or round")
            }
            guard let signed = try? statement.verified(by: party.key) else {
                throw .badSignature(of: party.id, on: Commitment.type)
            }
            guard body.count <= party.cap else {
                throw .badCommitment(of: party.id, why: "\(body.count) rows exceed the cap of \(party.cap)")
            }
            guard body.chunks.count == (body.count + agreement.chunkRows - 1) / agreement.chunkRows else {
                throw .badCommitment(of: party.id, why: "its chunks do not add up to its count")
            }
            if party.id == own.body.from, body != own.body { throw .ownCommitmentChanged }
            verified.append(signed)
        }
        guard verified.contains(where: { $0.body.from == own.body.from }) else { throw .ownCommitmentChanged }
        self.agreement = agreement
        self.reference = reference
        commitments = verified
        transcript = Transcript.digest(of: verified.map(\.body))
    }

    /// Rows of other parties that signing T lets this party exponentiate.
    package func foreignRows(for party: PartyID) -> Int {
        commitments.reduce(0) { $1.body.from == party ? $0 : $0 + $1.body.count }
    }

    /// Verifies the signatures on T; a valid one on another T is proof against the coordinator.
    ///
    /// - Returns: whether all parties have signed.
    package func verify(_ statements: [Unverified<TranscriptAgreement>]) throws(BlindingError) -> Bool {
        var signers: Set<PartyID> = []
        for statement in statements {
            let body = statement.body
            guard let party = agreement.party(body.from), body.reference == reference else {
                throw .misplaced("a transcript signature is for another round or from no party of it")
            }
            guard (try? statement.verified(by: party.key)) != nil else {
                throw .badSignature(of: party.id, on: TranscriptAgreement.type)
            }
            guard body.transcript == transcript else { throw .otherTranscript(by: party.id) }
            signers.insert(party.id)
        }
        return signers.count == agreement.parties.count
    }
}
