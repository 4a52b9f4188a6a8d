// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

extension Agreement {
    /// One party as the agreement names it.
    package struct Party: Hashable, Sendable {
        /// Its name.
        package let id: PartyID
        /// What it brings.
        package let role: Role
        /// The key under which it signs.
        package let key: PublicIdentity
        /// The most rows its list may have.
        package let cap: Int
        /// True where it is told which of its rows matched.
        package let entitled: Bool
    }
}
