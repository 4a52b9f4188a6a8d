// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Vocabulary

/// Durable members: the log, what came of each record, attributes.
///
/// Each verb is atomic, and durable when it returns. Where there is no room every verb that stores throws the problem
/// `storage-full`, and nothing was stored.
package protocol MemberStore: Sendable {
    /// How far the records of a round are.
    func phase(of round: RoundID) throws -> RecordsPhase
    /// The digest of a stored page; nil where it is not there.
    func page(_ page: Int, of party: PartyID, in round: RoundID) throws -> Digest?
    /// The member that each handle of a party stands for; nil for a handle that is none of its.
    func members(of handles: [Handle], of party: PartyID, in round: RoundID) throws -> [UInt32?]
    /// Those of some handles that were revoked.
    func revoked(among handles: [Handle], in round: RoundID) throws -> Set<Handle>
    /// The index of the first commitment that was seen before.
    func firstKnown(among subjects: [Digest]) throws -> Int?
    /// Where an agreement's log ends.
    func log(of agreement: AgreementID) throws -> LogChain
    /// The latest moment of all logs, seconds since 1970.
    func latestMoment() throws -> Int64
    /// Moves the latest moment on; an earlier one changes nothing.
    func note(moment: Int64) throws
    /// Appends entries to an agreement's log with all that follows from them; an error where the log has moved on since
    /// `batch.log` was read.
    func append(_ batch: LogBatch) throws
    /// Handles of the owner's rows without a decision, ascending, those after a handle alone, at most `limit`.
    func undecided(of owner: PartyID, in round: RoundID, after handle: Handle?, limit: Int) throws -> [Handle]
    /// How many of a round's decisions allow and refuse; quick once it is decided.
    func tally(of round: RoundID) throws -> (allowed: Int, refused: Int)
    /// Envelopes of an agreement's log after an entry, in order.
    func entries(of agreement: AgreementID, after sequence: Int, limit: Int) throws -> [[UInt8]]
    /// The envelope of the decision on a handle.
    func decision(of handle: Handle, in round: RoundID) throws -> [UInt8]?
    /// The envelope of the receipt for a revocation.
    func receipt(of handle: Handle, in round: RoundID) throws -> [UInt8]?
    /// The newest decided round of an agreement whose members are not erased, and when it was decided.
    func newestDecided(of agreement: AgreementID) throws -> (round: RoundID, at: Int64)?
    /// Calls a closure with each allowed member of a round and the attributes that parties told of it.
    func forEachMember(
        of round: RoundID, _ body: (AllowedMember, [(party: PartyID, json: [UInt8])]) throws -> Void
    ) throws
    /// Rounds whose records may still be under way: matched, not decided, not erased.
    func openPhases() throws -> [RoundID]
}
