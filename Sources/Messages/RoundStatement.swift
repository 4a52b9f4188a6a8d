// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A statement that one signer makes within one round.
package protocol RoundStatement: StatementBody {
    /// The round it belongs to.
    var reference: RoundReference { get }
    /// The signer: a party of the agreement, or the coordinator.
    var from: PartyID { get }
}
