// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Rows charged to a party when T is formed.
package struct RowCharge: Equatable, Sendable {
    package let party: PartyID
    package let rows: Int
    /// Seconds since 1970.
    package let at: Int64

    package init(party: PartyID, rows: Int, at: Int64) {
        self.party = party
        self.rows = rows
        self.at = at
    }
}
