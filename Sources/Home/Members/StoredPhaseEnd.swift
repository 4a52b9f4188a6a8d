// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The coordinator's verified word that every row of a round is decided: `decided` (protocol/v1/consent.md §7).
package struct StoredPhaseEnd: Equatable, Sendable {
    package let round: RoundID
    /// Its place in the agreement's log.
    package let sequence: Int
    /// When, on the coordinator's clock.
    package let at: Timestamp
    /// Rows that were allowed.
    package let allowed: Int
    /// Rows that were refused.
    package let refused: Int

    package init(round: RoundID, sequence: Int, at: Timestamp, allowed: Int, refused: Int) {
        self.round = round
        self.sequence = sequence
        self.at = at
        self.allowed = allowed
        self.refused = refused
    }
}
