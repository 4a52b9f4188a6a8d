// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Signing
package import Vocabulary

/// Decides whether a party may sign an agreement, from what its home knows.
package struct SigningRefusal {
    let agreement: Agreement
    let party: PartyID
    let identity: PublicIdentity
    /// See `AgreementStanding.trusted`.
    let trusted: [PartyID: Fingerprint]
    /// The key of the coordinator that the home has enrolled with; nil before.
    let enrolledWith: PublicIdentity?
    /// Agreements that this home signed.
    let signed: [Agreement]

    package init(
        agreement: Agreement, party: PartyID, identity: PublicIdentity, trusted: [PartyID: Fingerprint],
        enrolledWith: PublicIdentity?, signed: [Agreement]
    ) {
        self.agreement = agreement
        self.party = party
        self.identity = identity
        self.trusted = trusted
        self.enrolledWith = enrolledWith
        self.signed = signed
    }

    /// The first reason against signing; nil where there is none.
    package var reason: CommandFailure? { ownKey ?? coordinatorKey ?? untrusted ?? namesake }

    private var ownKey: CommandFailure? {
        guard let own = agreement.party(party) else {
            return failure("\(party) is no party of it: see who is with symbolon agreement show")
        }
        guard own.key == identity else {
            return failure(
                "it names \(own.key.fingerprint) as the key of \(party), and this home's is \(identity.fingerprint): "
                    + "have it corrected with the key of symbolon identity show")
        }
        return nil
    }

    private var coordinatorKey: CommandFailure? {
        let key = agreement.coordinator.key
        if let enrolledWith, enrolledWith != key {
            return failure(
                "it names \(key.fingerprint) as the coordinator's key, and this home has enrolled with "
                    + "\(enrolledWith.fingerprint): have it corrected, or enrol with that coordinator")
        }
        return nil
    }

    private var untrusted: CommandFailure? {
        let keys = [(PartyID.coordinator, agreement.coordinator.key)] + agreement.parties.map { ($0.id, $0.key) }
        let others = keys.filter { $0.0 != party && trusted[$0.0] != $0.1.fingerprint }
        guard !others.isEmpty else { return nil }
        let changed = others.filter { trusted[$0.0] != nil }.map(\.0.name)
        let warning =
            changed.isEmpty
            ? "" : " (ANOTHER key is trusted for \(changed.joined(separator: ", ")): ask which is right)"
        let names = others.map(\.0.name).joined(separator: ", ")
        let commands = others.map { trustCommand($0.0, $0.1.fingerprint) }.joined(separator: " && ")
        return failure(
            "not trusted here: the key of \(names)\(warning): compare each fingerprint with its owner over another "
                + "channel, then run: \(commands)")
    }

    private var namesake: CommandFailure? {
        guard let other = signed.last(where: { $0.name == agreement.name && $0.id != agreement.id }) else { return nil }
        let fields = other.differences(from: agreement).map {
            "\($0.path): signed \($0.value ?? "nothing"), here \($0.other ?? "nothing")"
        }
        return CommandFailure(
            "agreement \(agreement.name): this home signed another one of this name (\(other.id.hex.prefix(16))): "
                + "\(fields.joined(separator: "; ")): undo the change, or give the new agreement a name of its own",
            .no)
    }

    private func trustCommand(_ signer: PartyID, _ fingerprint: Fingerprint) -> String {
        "symbolon parties trust \(signer) \(fingerprint)" + (trusted[signer] == nil ? "" : " --replace")
    }

    private func failure(_ text: String) -> CommandFailure {
        CommandFailure("agreement \(agreement.name): \(text)", .notPermitted)
    }
}
