// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Which attribute of whom a name in a rule stands for.
package struct AttributeKey: Hashable, Sendable {
    /// A party's name; `weather` for the weather of a place.
    let owner: String
    /// The attribute's name as it is granted, as `interest.sport`.
    package let name: String

    /// An attribute that a party tells.
    package init(party: PartyID, name: String) {
        self.init(owner: party.name, name: name)
    }

    init(owner: String, name: String) {
        self.owner = owner
        self.name = name
    }
}
