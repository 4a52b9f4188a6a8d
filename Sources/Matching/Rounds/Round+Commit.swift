// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Messages
package import Signing
package import Vocabulary

extension Round {
    /// Checks a commitment; an equal one that is already there is ``Admission/repeated``.
    ///
    /// - Parameters:
    ///   - statement: what the party sent.
    ///   - caller: the certificate's party.
    ///   - history: what the party was charged before, see ``DisclosureControl``.
    ///   - now: seconds since 1970.
    /// - Returns: the verified commitment, to be stored.
    /// - Throws: ``Problem``, and nothing has changed.
    package func admit(
        _ statement: Unverified<Commitment>, from caller: PartyID, history: PartyHistory, at now: Int64
    ) throws -> Admission<Signed<Commitment>> {
        let body = statement.body
        try checkOrigin(of: body, caller: caller)
        let index = try position(of: caller)
        let signed = try verified(statement)
        guard body.number == number else {
            throw Problem(.wrongRound, "The commitment is for round \(body.number); this is round \(number).")
        }
        if let present = commitments[index] {
            guard present.body == body else {
                throw Problem(
                    .alreadyCommitted,
                    "\(caller) has committed to another list in this round, from another home or before its state was "
                        + "lost. Join from the home that committed, or cancel the round.")
            }
            return .repeated
        }
        try require(.gathering, for: "commitment")
        try checkChunks(of: body)
        try DisclosureControl.check(body, by: agreement.parties[index], under: agreement, history: history, at: now)
        return .new(signed)
    }

    /// Checks a party's signature under T.
    package func admit(
        _ statement: Unverified<TranscriptAgreement>, from caller: PartyID
    ) throws -> Admission<Signed<TranscriptAgreement>> {
        let body = statement.body
        try checkOrigin(of: body, caller: caller)
        let index = try position(of: caller)
        let signed = try verified(statement)
        guard let transcript else {
            throw Problem(.wrongState, "There is no transcript yet: not every party has committed.")
        }
        guard body.transcript == transcript else {
            throw Problem(
                .wrongRound,
                "The signed transcript is not that of the commitments stored here; "
                    + "\(caller) was shown other commitments or has another list.")
        }
        if agreed[index] != nil { return .repeated }
        try require(.gathering, for: "transcript")
        return .new(signed)
    }

    private func checkChunks(of body: Commitment) throws {
        let expected = (body.count + agreement.chunkRows - 1) / agreement.chunkRows
        guard expected <= Limits.chunks else {
            throw Problem(
                .capExceeded,
                "The list has \(expected) chunks of \(agreement.chunkRows) rows; at most \(Limits.chunks).")
        }
        guard body.chunks.count == expected else {
            throw Problem(
                .malformed, "commitment.chunks: \(body.count) rows make \(expected) chunks, found \(body.chunks.count)."
            )
        }
        guard body.previous < number else {
            throw Problem(.malformed, "commitment.previous: \(body.previous) is not before round \(number).")
        }
        guard body.added <= body.count, body.previous != 0 || (body.added == body.count && body.removed == 0) else {
            throw Problem(
                .malformed,
                "commitment.added, removed: they do not fit a list of \(body.count) rows after round "
                    + "\(body.previous); a first list adds all its rows and removes none.")
        }
    }
}
