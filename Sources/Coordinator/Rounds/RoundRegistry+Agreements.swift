// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Enrolment
internal import Logging
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

extension RoundRegistry {
    /// The agreements that name a party, oldest first.
    func agreements(naming caller: PartyID) throws -> [AgreementSummary] {
        try dependencies.agreements.agreements(naming: caller).map {
            AgreementSummary(id: $0.agreement.id, name: $0.agreement.name, missing: $0.missing)
        }
    }

    /// One agreement with its acceptances, for one of its parties.
    func agreement(_ id: AgreementID, for caller: PartyID) throws -> SignedAgreement {
        guard let bundle = try dependencies.agreements.agreement(id) else {
            throw Problem(.notFound, "There is no such agreement here; its first signer uploads it.")
        }
        guard bundle.agreement.party(caller) != nil else {
            throw Problem(.wrongParty, "\(caller) is not a party of this agreement.")
        }
        return bundle
    }

    /// Takes a bundle and opens the first round with the last acceptance.
    ///
    /// - Returns: whether the agreement is new here.
    func submit(_ bundle: SignedAgreement, from caller: PartyID) throws -> Bool {
        let now = dependencies.clock()
        let agreement = bundle.agreement
        let stored = try dependencies.agreements.agreement(agreement.id)
        let parties = try dependencies.enrolment.parties(named: agreement.partyIDs)
        let admission = AgreementAdmission(
            coordinator: dependencies.identity.publicIdentity,
            identities: Dictionary(parties.map { ($0.id, $0.identity) }) { first, _ in first },
            live: try dependencies.agreements.liveAgreements(at: now))
        if stored == nil, let pack = agreement.policies.first(where: { dependencies.policies[$0] == nil }) {
            let known = dependencies.policies.packs.map(\.name).joined(separator: ", ")
            throw Problem(.badAgreement, "policies: this coordinator has no pack \(pack); it has \(known).")
        }
        let merged = try admission.admit(bundle, stored: stored, from: caller, at: now)
        if merged != stored {
            try dependencies.agreements.save(merged)
            dependencies.logger.info(
                "an agreement was stored",
                metadata: ["agreement": "\(agreement.id)", "missing": "\(merged.missing.count)"])
            bell.ring()
        }
        if merged.isComplete { try openFirstRound(of: agreement, at: now) }
        return stored == nil
    }
}
