// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Home
import Signing
import Vocabulary

/// What an enrolment or renewal brought.
struct EnrolmentReport {
    let party: PartyID
    let url: String
    let coordinator: PublicIdentity
    let authority: AuthorityFingerprint
    let validUntil: Timestamp
    let isRenewal: Bool

    init(
        _ party: PartyID, _ settings: CoordinatorSettings, authority: AuthorityFingerprint,
        certificate: PartyCertificate, isRenewal: Bool
    ) {
        self.party = party
        url = settings.url
        coordinator = settings.identity
        self.authority = authority
        validUntil = certificate.notAfter
        self.isRenewal = isRenewal
    }

    var text: String {
        var table = TextTable()
        table.add(isRenewal ? "renewed" : "enrolled", "\(party) with \(url)")
        table.add("valid until", validUntil.text)
        table.add("coordinator", "\(coordinator.fingerprint.text)  (its identity key's fingerprint)")
        return table.text
    }

    var json: JSONValue {
        .object([
            "party": .string(party.name), "url": .string(url), "validUntil": .string(validUntil.text),
            "coordinator": .string(coordinator.hex), "coordinatorFingerprint": .string(coordinator.fingerprint.text),
            "authority": .string(authority.hex), "renewed": .bool(isRenewal),
        ])
    }
}
