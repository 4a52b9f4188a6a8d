// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Home
package import Signing
package import Vocabulary

/// Who has signed an agreement, and whose keys this home trusts.
package struct AgreementStanding {
    let bundle: SignedAgreement
    /// This home's party; nil without a home.
    let own: PartyID?
    /// The fingerprints that were compared, the coordinator's under `PartyID.coordinator`.
    let trusted: [PartyID: Fingerprint]

    package init(_ bundle: SignedAgreement, own: PartyID?, trusted: [PartyID: Fingerprint]) {
        self.bundle = bundle
        self.own = own
        self.trusted = trusted
    }

    init(_ bundle: SignedAgreement, in home: Home?) throws {
        self.init(bundle, own: home?.party, trusted: try home.map(Self.trusted) ?? [:])
    }

    /// What a home trusts: the keys that were compared, its own, and the coordinator's that it enrolled with.
    static func trusted(by home: Home) throws -> [PartyID: Fingerprint] {
        var trusted: [PartyID: Fingerprint] = [:]
        for entry in try home.trustedFingerprints() { trusted[entry.party] = entry.fingerprint }
        trusted[home.party] = try home.publicIdentity().fingerprint
        if trusted[.coordinator] == nil, let settings = try home.configuration().coordinator {
            trusted[.coordinator] = settings.identity.fingerprint
        }
        return trusted
    }

    private var agreement: Agreement { bundle.agreement }

    /// A table of all signers, and a line about what is missing.
    package var text: String {
        var table = TextTable(["PARTY", "ROLE", "SIGNED", "KEY", "FINGERPRINT"])
        for party in agreement.parties {
            let isSigned = bundle.acceptance(of: party.id) != nil
            table.add(
                party.id.name, party.role.rawValue, isSigned ? "yes" : "no", word(party.id),
                party.key.fingerprint.text)
        }
        table.add("coordinator", "", "", word(.coordinator), agreement.coordinator.key.fingerprint.text)
        return table.text + "\n\n" + verdict
    }

    /// One line: whether everyone has signed.
    package var verdict: String {
        let name = "\(agreement.name) (\(agreement.id.hex.prefix(16)))"
        return bundle.isComplete
            ? "\(name) is signed by everyone."
            : "\(name) is not yet signed by \(bundle.missing.map(\.name).joined(separator: ", "))."
    }

    /// The fields every command about one agreement prints.
    package var members: [String: JSONValue] {
        [
            "id": .string(agreement.id.hex), "name": .string(agreement.name),
            "complete": .bool(bundle.isComplete), "missing": .array(bundle.missing.map { .string($0.name) }),
            "parties": .array(
                agreement.parties.map { party in
                    .object([
                        "party": .string(party.id.name), "role": .string(party.role.rawValue),
                        "signed": .bool(bundle.acceptance(of: party.id) != nil),
                        "trusted": .bool(isTrusted(party.id)), "fingerprint": .string(party.key.fingerprint.text),
                    ])
                }),
            "coordinator": .object([
                "fingerprint": .string(agreement.coordinator.key.fingerprint.text),
                "trusted": .bool(isTrusted(.coordinator)),
            ]),
        ]
    }

    func isTrusted(_ signer: PartyID) -> Bool {
        guard let key = agreement.identity(of: signer) else { return false }
        return trusted[signer] == key.fingerprint
    }

    private func word(_ signer: PartyID) -> String {
        if signer == own { return isTrusted(signer) ? "this home's" : "NOT this home's" }
        return isTrusted(signer) ? "trusted" : trusted[signer] == nil ? "not trusted" : "NOT THE TRUSTED ONE"
    }
}
