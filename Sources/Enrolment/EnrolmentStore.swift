// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// Durable invites and enrolled parties.
///
/// Each verb is atomic, and durable when it returns. A full disk surfaces as the store's own error; nothing was stored then.
package protocol EnrolmentStore: Sendable {
    /// Stores a new, unused invite; false, and nothing stored, where its hash is there already.
    func add(_ invite: Invite) throws -> Bool
    /// The invite under a hash; nil where there is none.
    func invite(_ hash: InviteHash) throws -> Invite?
    /// All invites, newest expiry first: for people who ask about the state.
    func invites() throws -> [Invite]
    /// Records in one step that a request used its invite, what was issued for it, and the identity that is now the party's.
    ///
    /// The statement is kept as evidence. An identity that was on record before is replaced: a new invite means that the
    /// operator wants it so.
    ///
    /// - Returns: false, and nothing stored, where the request has no invite, the invite is unknown or for another party,
    ///   or another use got there first. The caller then reads the invite and decides again.
    func redeem(_ request: Signed<EnrolmentRequest>, certificate: PartyCertificate, at now: Timestamp) throws -> Bool
    /// Records a renewed certificate.
    ///
    /// - Returns: false, and nothing stored, where the request's identity is not the one on record (any more).
    func renew(_ request: Signed<EnrolmentRequest>, certificate: PartyCertificate, at now: Timestamp) throws -> Bool
    /// The enrolled parties among the named ones; used for agreements too, which name up to eight.
    func parties(named names: [PartyID]) throws -> [EnrolledParty]
    /// All enrolled parties, by name.
    func parties() throws -> [EnrolledParty]
}

/// A party on record at the coordinator.
package struct EnrolledParty: Hashable, Sendable {
    package let id: PartyID
    /// The key with which it enrolled last.
    package let identity: PublicIdentity
    /// When it enrolled last with an invite.
    package let enrolledAt: Timestamp
    /// The last moment of its newest certificate.
    package let certificateExpires: Timestamp

    package init(id: PartyID, identity: PublicIdentity, enrolledAt: Timestamp, certificateExpires: Timestamp) {
        self.id = id
        self.identity = identity
        self.enrolledAt = enrolledAt
        self.certificateExpires = certificateExpires
    }
}

extension EnrolmentStore {
    /// The identity on record for a party; nil where it never enrolled.
    package func identity(of party: PartyID) throws -> PublicIdentity? {
        try parties(named: [party]).first?.identity
    }
}
