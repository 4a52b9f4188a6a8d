// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// Why a party is not enrolled or its certificate not renewed: what and what to do.
package enum EnrolmentRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The statement is bound to another authority's fingerprint.
    case otherAuthority
    /// The statement is not signed by the identity key it holds.
    case notSignedByIdentity
    /// The secret is missing or does not hash to what was signed.
    case secretMismatch
    /// No invite is stored under the hash.
    case inviteUnknown
    /// An invite is needed and none was sent.
    case inviteMissing
    /// The invite was issued to a party of another name.
    case inviteForOtherParty
    case inviteExpired(Timestamp)
    /// The invite was used for another request or by another identity.
    case inviteUsed
    /// The certificate of the connection belongs to another party.
    case certificateOfOtherParty
    /// No identity of this party is on record, so there is nothing to renew.
    case neverEnrolled
    /// The identity key is not the one on record.
    case otherIdentity
    /// The certificate request or the name cannot be used.
    case certificate(CertificateFault)

    package var description: String {
        switch self {
        case .otherAuthority: "the request is meant for another coordinator's authority: fetch the authority again"
        case .notSignedByIdentity: "the request is not signed by the identity key it names: make it again"
        case .secretMismatch: "the invite's secret and its hash in the signed request differ: make the request again"
        case .inviteUnknown: "the invite is not known here: check that it is for this coordinator, or ask for a new one"
        case .inviteMissing: "enrolling needs an invite: ask the coordinator's operator for one"
        case .inviteForOtherParty: "the invite is for a party of another name: use the name it was issued for"
        case .inviteExpired(let moment): "the invite expired at \(moment): ask the coordinator's operator for a new one"
        case .inviteUsed: "the invite was used for another request: ask the coordinator's operator for a new one"
        case .certificateOfOtherParty: "the client certificate belongs to another party than the one that signed"
        case .neverEnrolled: "this party has not enrolled here yet: enrol with an invite"
        case .otherIdentity: "the identity key is not the one this party enrolled with: enrol with a new invite"
        case .certificate(let fault): "\(fault)"
        }
    }
}
