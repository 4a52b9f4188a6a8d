// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What the parties of a match agree on and sign (protocol/v1/agreement.md).
///
/// A value of this type has passed every rule of the specification; what it lacks is signatures (`SignedAgreement`).
package struct Agreement: Sendable {
    /// Its name among people, 1 to 64 of `a-z`, `0-9` and `-`; the identifier is `id`.
    package let name: String
    /// The coordinator.
    package let coordinator: Coordinator
    /// 2 to 8 parties in ring order.
    package let parties: [Party]
    /// Which numbers match.
    package let match: MatchExpression
    /// Against whom the lists are protected.
    package let assurance: Assurance
    /// Who writes to members, as consents name it.
    package let sender: String
    /// What for.
    package let purpose: Purpose
    /// How, at least one way.
    package let channels: [Channel]
    /// Names of the policy packs that decide on consents.
    package let policies: [String]
    /// Who may tell which attributes of matched rows.
    package let grants: [Grant]
    /// What is held back and counted.
    package let disclosure: Disclosure
    /// How numbers are brought into one form.
    package let plan: Plan
    /// The rows of a full chunk, 1 to 65,535.
    package let chunkRows: Int
    /// The days after which members and their data are erased.
    package let retentionDays: Int
    /// When rounds may be opened.
    package let validity: Validity
    /// How many rounds, and how fast.
    package let rounds: Rounds

    /// The canonical JSON that signers are shown and whose digest they sign.
    package let signedForm: [UInt8]
    /// SHA-256 of the signed form.
    package let id: AgreementID
}

extension Agreement: Hashable {
    /// Two agreements are one where their signed forms are the same bytes.
    package static func == (left: Self, right: Self) -> Bool { left.signedForm == right.signedForm }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Agreement {
    /// The ring of its parties.
    package var ring: Ring { Ring(count: parties.count) }

    /// The names of its parties in ring order.
    package var partyIDs: [PartyID] { parties.map(\.id) }

    /// A party's place in the ring, from 0.
    package func index(of party: PartyID) -> Int? { parties.firstIndex { $0.id == party } }

    /// A party by name.
    package func party(_ id: PartyID) -> Party? { parties.first { $0.id == id } }

    /// The party that owns the members.
    package var brand: Party? { parties.first { $0.role == .brand } }

    /// The key under which a party, or `coordinator`, signs.
    package func identity(of signer: PartyID) -> PublicIdentity? {
        signer == .coordinator ? coordinator.key : party(signer)?.key
    }

    /// What a party is granted to tell about its matched rows.
    package func grant(of party: PartyID) -> Grant? { grants.first { $0.party == party } }

    /// True where a party learns which of its rows matched: it is entitled, or has to send attributes for them.
    package func learnsMatchedRows(_ party: PartyID) -> Bool {
        self.party(party)?.entitled == true || grant(of: party) != nil
    }

    /// The parties that send records of matched rows after a round, ring order: the brand, and whoever is granted to tell
    /// something; none where the brand does not learn its matched rows (protocol/v1/consent.md §3).
    package var recordSenders: [Party] {
        guard let brand, learnsMatchedRows(brand.id) else { return [] }
        return parties.filter { $0.role == .brand || grant(of: $0.id) != nil }
    }

    /// The identifier of a round of this agreement; numbers count from 1.
    package func roundID(_ number: UInt32) -> RoundID { RoundID(agreement: id, number: number) }

    /// The parties, by their keys, that another agreement has too.
    package func partiesShared(with other: Agreement) -> [PartyID] {
        let keys = Set(other.parties.map(\.key))
        return parties.filter { keys.contains($0.key) }.map(\.id)
    }
}
