// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What is known when an agreement is first written down; `Agreement.template(_:)` turns it into a file to edit.
package struct AgreementOutline: Sendable {
    /// One party; a key that is not known yet becomes a gap to fill.
    package struct Party: Sendable {
        package let id: PartyID
        package let role: Role
        package let key: PublicIdentity?
        package let cap: Int
        package let entitled: Bool

        /// Brands and consent parties are entitled unless said otherwise: the one owns the members, the other has to find
        /// the consents of matched rows.
        package init(id: PartyID, role: Role, key: PublicIdentity? = nil, cap: Int = 2_000_000, entitled: Bool? = nil) {
            self.id = id
            self.role = role
            self.key = key
            self.cap = cap
            self.entitled = entitled ?? (role == .brand || role == .consent)
        }
    }

    package let name: String
    package let coordinatorName: String
    package let coordinatorKey: PublicIdentity?
    package let parties: [Party]
    package let sender: String
    package let from: Timestamp
    package let until: Timestamp

    package init(
        name: String, coordinatorName: String = "symbolond.example", coordinatorKey: PublicIdentity? = nil,
        parties: [Party], sender: String = "ACME Stores", from: Timestamp, until: Timestamp
    ) {
        self.name = name
        self.coordinatorName = coordinatorName
        self.coordinatorKey = coordinatorKey
        self.parties = parties
        self.sender = sender
        self.from = from
        self.until = until
    }

    /// Everyone's list but those of suppression parties, which are taken away.
    var match: String {
        let wanted = parties.filter { $0.role != .suppression }.map(\.id.name)
        let unwanted = parties.filter { $0.role == .suppression }.map { "not \($0.id.name)" }
        return (wanted + unwanted).joined(separator: " and ")
    }
}
