// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
package import Messages
package import Signing
package import Vocabulary

/// Durable rounds, charges and results.
///
/// Each verb is atomic, and durable when it returns. Where there is no room every verb that stores throws ``Problem`` `storage-full`, and nothing was stored.
package protocol RoundStore: Sendable {
    /// The rounds of an agreement, newest first.
    func rounds(of agreement: AgreementID) throws -> [StoredRound]
    /// One round.
    func round(_ id: RoundID) throws -> StoredRound?
    /// Rounds that have not ended, oldest first.
    func openRounds() throws -> [StoredRound]
    /// Opens a round of a stored agreement in the state `gathering`; throws ``Problem`` `round-open` where one is open,
    /// `conflict` where its number exists.
    ///
    /// `opening` is the statement that asked for it, kept as evidence; nil for the round that opens by itself.
    func open(_ round: StoredRound, under agreement: Agreement, opening: Signed<RoundOpening>?) throws
    /// The events of a round, oldest first, verified again under the keys of its agreement.
    func events(of round: Round) throws -> [RoundEvent]
    /// Appends an event, and with it what it charges. `round` is the state that admitted the event: where another event
    /// was stored since, an error is thrown and the caller admits again.
    func append(_ event: RoundEvent, to round: Round, receipt: Signed<HopReceipt>?, charges: [RowCharge]) throws
    /// Appends the end of a round and its rows.
    func finish(_ outcome: RoundOutcome, of round: Round, at now: Int64) throws
    /// The receipt under a stored chunk, verified again; nil for hop 0 and for a place that holds none.
    func receipt(at place: ChunkPlace, in round: Round) throws -> Signed<HopReceipt>?
    /// One page of row records, handle order, `Limits.chunkRows` a page; throws ``Problem`` `not-found` where there is no
    /// such page.
    func rows(of party: PartyID, in round: RoundID, page: Int) throws -> [UInt8]
    /// What an identity key was charged after a moment, over all agreements of an identity set.
    func history(of identity: PublicIdentity, identitySet: Digest, since: Int64) throws -> PartyHistory
    /// Rounds that an identity set opened after a moment.
    func roundsOpened(identitySet: Digest, since: Int64) throws -> Int
    /// Counts an upload of a chunk that was stored already.
    func countRepeatedChunk(in round: RoundID) throws
    /// Erases the rows of an agreement's rounds that ended at a moment or before it; returns how many rounds had any.
    func eraseRows(endedBefore moment: Int64, of agreement: AgreementID) throws -> Int
}

extension RoundStore {
    /// Rebuilds a round from its events.
    package func restored(_ stored: StoredRound, under agreement: Agreement) throws -> Round {
        var round = Round(agreement: agreement, number: stored.number, openedAt: stored.openedAt)
        for event in try events(of: round) { try round.apply(event) }
        return round
    }
}
