// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Home
package import Messages
package import Vocabulary

/// How a round ended for one party.
package struct JoinOutcome: Equatable, Sendable {
    package let round: RoundID
    package let number: UInt32
    package let decision: ResultManifest.Decision
    /// SHA-256 of the signed manifest, 64 hexadecimal digits: the same for every party, unless the coordinator lies.
    package let manifestDigest: String
    /// Members rounded down to 50; 0 below the minimum.
    package let members: Int
    /// The party's own matched rows; nil where it does not learn them.
    package let matchedRows: Int?
    /// Numbers in the party's list.
    package let listRows: Int
    /// Rows of others multiplied under the agreement so far, and the limit.
    package let exposure: Exposure
    /// Bytes of bodies that this process sent.
    package let sent: Int
    /// Bytes of bodies that this process received.
    package let received: Int
    /// What became of the matched rows; nil for a party that sends no records.
    package let settlement: SettlementOutcome?
    /// Whether the round had ended in this home before this process started.
    package let isRepeated: Bool
}
