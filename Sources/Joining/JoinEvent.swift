// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Something a person who waits for a join wants to know.
package enum JoinEvent: Sendable {
    /// Rows of the list read so far; `total` bytes of the file where known.
    case reading(rows: Int)
    /// The list was read.
    case read(ListReport)
    /// Blinding `rows` numbers begins.
    case blinding(rows: Int)
    /// So many of them are blinded.
    case blinded(rows: Int, total: Int)
    /// So many of a list's numbers were found in its parts.
    case merged(rows: Int, total: Int)
    /// The own commitment was sent; these parties' are missing.
    case waitingForCommitments(of: [PartyID])
    /// All commitments verified; rows of others that this party will exponentiate, charged so far, and its limit.
    case agreed(foreignRows: Int, charged: Int, limit: Int)
    /// These parties have not signed the transcript yet.
    case waitingForTranscripts(of: [PartyID])
    /// These parties have not signed the agreement yet.
    case waitingForAcceptances(of: [PartyID])
    /// Chunks of the whole ring that are stored.
    case ring(done: Int, total: Int)
    /// Rows this process uploaded or multiplied, out of all that are this party's to do.
    case worked(rows: Int, total: Int)
    /// Matched rows whose records were sent, out of all.
    case recordsSent(rows: Int, total: Int)
    /// The own records were sent; these parties' are missing.
    case waitingForRecords(of: [PartyID])
    /// Something is in the way that may pass: the coordinator is unreachable, its disk is full.
    case obstacle(String)
    /// Something the person should know.
    case notice(String)
}
