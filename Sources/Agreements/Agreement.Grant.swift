// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension Agreement {
    /// What a party may tell about its matched rows; it learns through that which of its rows matched.
    package struct Grant: Hashable, Sendable {
        /// One attribute.
        package struct Attribute: Hashable, Sendable {
            /// Words with dots between: `interest.sport`.
            package let name: String
            /// What values it has.
            package let type: AttributeType
        }

        /// Whose rows.
        package let party: PartyID
        /// Which attributes, at least one.
        package let attributes: [Attribute]
    }
}
