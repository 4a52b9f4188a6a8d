// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
package import Messages
package import Signing
package import Vocabulary

/// Durable rounds, charges and results. Each verb is atomic and durable when it returns.
package protocol RoundStore: Sendable {
    /// The rounds of an agreement, newest first.
    func rounds(of agreement: AgreementID) throws -> [StoredRound]
    /// One round.
    func round(_ id: RoundID) throws -> StoredRound?
    /// Rounds that have not ended.
    func openRounds() throws -> [StoredRound]
    /// Opens a round; throws ``Problem`` `round-open` or `conflict` where its number exists.
    func open(_ round: StoredRound, identitySet: Digest) throws
    /// The events of a round, oldest first. Statements are read back unverified and verified by the caller's agreement.
    func events(of round: Round) throws -> [RoundEvent]
    /// Appends an event, and with it what it charges.
    func append(_ event: RoundEvent, to round: Round, receipt: Signed<HopReceipt>?, charges: [RowCharge]) throws
    /// Appends the end of a round and its rows.
    func finish(_ outcome: RoundOutcome, of round: Round, at now: Int64) throws
    /// The receipt under a stored chunk, nil for hop 0.
    func receipt(at place: ChunkPlace, in round: RoundID) throws -> Signed<HopReceipt>?
    /// One page of row records, handle order, `Limits.chunkRows` a page.
    func rows(of party: PartyID, in round: RoundID, page: Int) throws -> [UInt8]
    /// What a party was charged since a moment, over all agreements of an identity set.
    func history(of party: PartyID, identitySet: Digest, since: Int64) throws -> PartyHistory
    /// Rounds that an identity set opened since a moment.
    func roundsOpened(identitySet: Digest, since: Int64) throws -> Int
    /// Counts an upload of a chunk that was stored already.
    func countRepeatedChunk(in round: RoundID) throws
    /// Erases rows of rounds that ended before their agreement's retention; returns how many rounds.
    func eraseRows(endedBefore moment: Int64, of agreement: AgreementID) throws -> Int
}
