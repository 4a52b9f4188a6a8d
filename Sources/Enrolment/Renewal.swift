// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The decision on a renewal: a request without an invite, over a connection with a party's certificate.
package enum Renewal {
    /// Says why a renewal is refused; nil where a certificate may be issued for `request.body.from`.
    ///
    /// `peer` is the party of the connection's certificate, nil without one; `identity` is the key on record for it.
    package static func refusal(
        of request: Signed<EnrolmentRequest>, peer: PartyID?, identity: PublicIdentity?
    ) -> EnrolmentRefusal? {
        guard let peer else { return .inviteMissing }
        guard peer == request.body.from else { return .certificateOfOtherParty }
        guard let identity else { return .neverEnrolled }
        return identity == request.body.identity ? nil : .otherIdentity
    }
}
