// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Vocabulary

/// Entries of a log and what is stored with them in one step.
package struct LogBatch: Sendable {
    /// A page of records that was taken.
    package struct Page: Sendable {
        package let party: PartyID
        package let page: Int
        package let isLast: Bool
        /// SHA-256 of the signed envelope.
        package let digest: Digest
        package let lastHandle: Handle?
        /// For each record that has any, the member and the attributes as canonical JSON.
        package let attributes: [(member: UInt32, json: [UInt8])]
        /// The commitments of the brand's records.
        package let subjects: [Digest]

        package init(
            party: PartyID, page: Int, isLast: Bool, digest: Digest, lastHandle: Handle?,
            attributes: [(member: UInt32, json: [UInt8])], subjects: [Digest]
        ) {
            self.party = party
            self.page = page
            self.isLast = isLast
            self.digest = digest
            self.lastHandle = lastHandle
            self.attributes = attributes
            self.subjects = subjects
        }
    }

    /// A revocation that was taken: its member leaves segments and plans.
    package struct Revoked: Sendable {
        package let handle: Handle
        /// The brand's signed envelope.
        package let envelope: [UInt8]

        package init(handle: Handle, envelope: [UInt8]) {
            self.handle = handle
            self.envelope = envelope
        }
    }

    package let agreement: AgreementID
    package let round: RoundID
    /// Where the log ended when the entries were made.
    package let log: LogChain
    package var entries: [LogEntry]
    package var members: [AllowedMember] = []
    package var page: Page?
    package var revoked: Revoked?

    package init(agreement: AgreementID, round: RoundID, log: LogChain, entries: [LogEntry]) {
        self.agreement = agreement
        self.round = round
        self.log = log
        self.entries = entries
    }
}
