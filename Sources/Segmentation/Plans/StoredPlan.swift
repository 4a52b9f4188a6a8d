// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A plan as it is kept.
package struct StoredPlan: Equatable, Sendable {
    /// 16 random bytes.
    package let id: Handle
    package let round: RoundID
    package let context: String
    package let madeAt: Timestamp

    package init(id: Handle, round: RoundID, context: String, madeAt: Timestamp) {
        self.id = id
        self.round = round
        self.context = context
        self.madeAt = madeAt
    }
}
