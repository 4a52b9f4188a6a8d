// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// Why an acceptance or a bundle does not fit an agreement.
package enum SignedAgreementError: Error, Equatable, CustomStringConvertible {
    /// The signer is none of its parties.
    case unknownParty(PartyID)
    /// The acceptance is for an agreement with another content; what differs is known where both are at hand.
    case otherAgreement(accepted: AgreementID, expected: AgreementID)
    /// Two bundles hold different agreements.
    case different([AgreementDifference])
    /// A bundle holds two acceptances of one party.
    case acceptedTwice(PartyID)
    /// The signature does not fit the party's key.
    case badSignature(PartyID)

    package var description: String {
        switch self {
        case .unknownParty(let party): "\(party) accepts, but is no party of this agreement"
        case .otherAgreement(let accepted, let expected):
            "the signature is under agreement \(accepted.hex.prefix(16)), not \(expected.hex.prefix(16)): "
                + "a changed value makes every signature void; sign again"
        case .different(let differences):
            "the agreements differ, so signatures under one are void under the other: "
                + differences.map(\.description).joined(separator: "; ")
        case .acceptedTwice(let party): "\(party) accepts twice in one bundle"
        case .badSignature(let party):
            "the signature of \(party) does not fit the key that the agreement names for it; ask \(party) to sign again"
        }
    }
}
