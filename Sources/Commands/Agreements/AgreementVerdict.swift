// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Signing
package import Vocabulary

/// What became of an agreement since it was signed.
package struct AgreementVerdict {
    /// The agreement, with every signature that is known.
    package private(set) var bundle: SignedAgreement
    /// What the signatures that came with it are under, where that is another agreement.
    let signedID: AgreementID?
    private var known: [SignedAgreement]

    /// Starts with what the home has, oldest first.
    package init(bundle: SignedAgreement, signedID: AgreementID?, known: [SignedAgreement]) {
        self.bundle = bundle
        self.signedID = signedID
        self.known = known
        for other in known where other.agreement == bundle.agreement {
            // Equal agreements always merge.
            try? self.bundle.merge(other)
        }
    }

    /// Takes in what the coordinator has.
    package mutating func add(_ fetched: [SignedAgreement]) throws {
        for other in fetched where other.agreement == bundle.agreement { try bundle.merge(other) }
        known += fetched
    }

    /// The agreement that was signed in place of this one: the one its signatures are under, or one of its name.
    package var signedInstead: Agreement? {
        if let signedID { return known.first { $0.agreement.id == signedID }?.agreement }
        guard bundle.acceptances.isEmpty, !known.contains(where: { $0.agreement == bundle.agreement }) else {
            return nil
        }
        return known.last { $0.agreement.name == bundle.agreement.name && !$0.acceptances.isEmpty }?.agreement
    }

    /// Whether something else was signed.
    package var isChanged: Bool { signedID != nil || signedInstead != nil }

    /// The fields in which the signed agreement (`value`) differs from this one (`other`).
    package var changes: [AgreementDifference] { signedInstead?.differences(from: bundle.agreement) ?? [] }

    package func text(_ standing: AgreementStanding) -> String {
        guard isChanged else { return standing.text }
        let id = signedInstead?.id ?? signedID
        let name = bundle.agreement.name
        let ids =
            "signed \(id.map { String($0.hex.prefix(16)) } ?? "nothing"), here \(bundle.agreement.id.hex.prefix(16))"
        guard !changes.isEmpty else {
            return
                "\(name) was changed after it was signed: \(ids). The signed agreement is not at hand, so the fields cannot "
                + "be named."
        }
        let lines = changes.map { "  \($0.path): signed \($0.value ?? "nothing"), here \($0.other ?? "nothing")" }
        return "\(name) was changed after it was signed: \(ids).\n" + lines.joined(separator: "\n")
    }

    package func json(_ standing: AgreementStanding) -> JSONValue {
        func value(_ text: String?) -> JSONValue {
            // Each value is canonical JSON already.
            text.flatMap { try? JSONValue(parsing: $0.utf8) } ?? .null
        }
        let id = signedInstead?.id ?? signedID
        return .object(
            standing.members.merging([
                "changed": .array(
                    changes.map {
                        .object(["field": .string($0.path), "signed": value($0.value), "here": value($0.other)])
                    }),
                "signedId": isChanged ? id.map { .string($0.hex) } ?? .null : .string(bundle.agreement.id.hex),
            ]) { $1 })
    }
}
