// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What the coordinator keeps of an invite: never the code, only the hash of its secret.
package struct Invite: Hashable, Sendable {
    /// The key of the record.
    package let hash: InviteHash
    /// Whom it is for.
    package let party: PartyID
    /// The first moment at which it is no longer taken.
    package let expires: Timestamp
    /// Who has used it, and what was issued; nil while it is unused.
    ///
    /// Stored only while it is nil, atomically.
    package let use: InviteUse?

    /// Seven days.
    package static let defaultLifetime: Int64 = 7 * 86_400

    /// Restores a record.
    package init(hash: InviteHash, party: PartyID, expires: Timestamp, use: InviteUse?) {
        self.hash = hash
        self.party = party
        self.expires = expires
        self.use = use
    }

    /// The record of a new code.
    package init(_ code: InviteCode, expires: Timestamp) {
        self.init(hash: code.secretHash, party: code.party, expires: expires, use: nil)
    }

    /// Decides what a verified request with an invite gets.
    ///
    /// `invite` is the record under the request's hash, if any.
    ///
    /// The same request (same bytes of certificate request and same identity) gets the same certificate again until
    /// the invite expires, so that a lost reply does not burn it. After `issue`, the caller stores `use` in one step
    /// that fails where another use got there first, and then decides again.
    package static func redeem(
        _ invite: Invite?, by request: Signed<EnrolmentRequest>, now: Timestamp
    ) -> InviteDecision {
        guard let hash = request.body.invite else { return .refuse(.inviteMissing) }
        guard let invite, invite.hash == hash else { return .refuse(.inviteUnknown) }
        guard invite.party == request.body.from else { return .refuse(.inviteForOtherParty) }
        guard now < invite.expires else { return .refuse(.inviteExpired(invite.expires)) }
        let digest = request.body.useDigest
        guard let use = invite.use else { return .issue(useDigest: digest) }
        return use.digest == digest ? .reissue(use.certificateDER) : .refuse(.inviteUsed)
    }
}
