// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Signing
package import Vocabulary

/// What `symbolond status` tells: agreements, rounds, parties, disk.
package struct StateReport: Equatable, Sendable {
    /// An agreement and who has signed it.
    package struct AgreementEntry: Equatable, Sendable {
        package let id: AgreementID
        package let name: String
        /// Ring order.
        package let signed: [PartyID]
        /// Ring order.
        package let missing: [PartyID]
    }

    /// A round and how far it is.
    package struct RoundEntry: Equatable, Sendable {
        package let agreement: AgreementID
        package let id: RoundID
        package let number: UInt32
        package let state: RoundState
        /// Seconds since 1970.
        package let openedAt: Int64
        package let parties: Int
        /// Parties that have committed.
        package let committed: Int
        /// Parties that have signed T.
        package let agreed: Int
        /// Chunks stored, all hops.
        package let chunksDone: Int
        /// Uploads of chunks that were stored already.
        package let repeatedChunks: Int
        /// Whether row records are on record: a result whose retention has not ended.
        package let holdsRows: Bool
        /// Decisions on rows of the brand.
        package let decisions: Int
        /// Whether no more decisions follow.
        package let isDecided: Bool
        /// Members that were revoked.
        package let revocations: Int
    }

    /// An enrolled party.
    package struct PartyEntry: Equatable, Sendable {
        package let id: PartyID
        package let enrolledAt: Timestamp
        package let certificateExpires: Timestamp
    }

    /// An invite that nobody has used.
    package struct InviteEntry: Equatable, Sendable {
        package let party: PartyID
        package let expires: Timestamp
    }

    /// Oldest first.
    package let agreements: [AgreementEntry]
    /// Newest first.
    package let rounds: [RoundEntry]
    /// By name.
    package let parties: [PartyEntry]
    /// Unused, expired or not, latest expiry first.
    package let invites: [InviteEntry]
    /// Bytes of the database and the files beside it.
    package let databaseBytes: Int64
    /// Bytes of all columns.
    package let columnBytes: Int64
}
