// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Messages
package import Signing
package import Vocabulary

/// Whether the coordinator takes a bundle of an agreement and acceptances (protocol/v1/agreement.md).
package struct AgreementAdmission: Sendable {
    /// The coordinator's own identity.
    package let coordinator: PublicIdentity
    /// The identity keys on record for enrolled parties.
    package let identities: [PartyID: PublicIdentity]
    /// Complete agreements that are still valid.
    package let live: [SignedAgreement]

    package init(coordinator: PublicIdentity, identities: [PartyID: PublicIdentity], live: [SignedAgreement]) {
        self.coordinator = coordinator
        self.identities = identities
        self.live = live
    }

    /// Checks a bundle from a party and merges it with what is stored.
    package func admit(
        _ bundle: SignedAgreement, stored: SignedAgreement?, from caller: PartyID, at now: Int64
    ) throws -> SignedAgreement {
        let agreement = bundle.agreement
        guard agreement.parties.contains(where: { $0.id == caller }) else {
            throw Problem(.wrongParty, "\(caller) is not a party of this agreement.")
        }
        guard agreement.coordinator.key == coordinator else {
            throw Problem(.badAgreement, "coordinator.key is not this coordinator's identity key.")
        }
        for party in agreement.parties {
            if let known = identities[party.id], known != party.key {
                throw Problem(.identityRefused, "parties: \(party.id)'s key is not the one it enrolled with.")
            }
        }
        guard now < agreement.validity.until.seconds else {
            throw Problem(.badAgreement, "validity.until has passed.")
        }
        guard bundle.acceptances.contains(where: { $0.body.from == caller }) else {
            throw Problem(.badSignature, "The bundle lacks \(caller)'s own acceptance.")
        }
        try checkOverlap(of: agreement)
        var merged = stored ?? bundle
        try merged.merge(bundle)
        return merged
    }

    private func checkOverlap(of agreement: Agreement) throws {
        for other in live where other.agreement.id != agreement.id {
            let shared = agreement.partiesShared(with: other.agreement)
            if shared.count >= 2, !agreement.matchesLike(other.agreement) {
                throw Problem(
                    .overlappingAgreement,
                    "\(shared.map(\.name).joined(separator: " and ")) share the live agreement "
                        + "\"\(other.agreement.name)\" with another match expression; two expressions over the same lists "
                        + "would reveal their difference.")
            }
        }
    }
}
