// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Vocabulary

/// Durable agreements.
///
/// Each verb is atomic, and durable when it returns.
package protocol AgreementStore: Sendable {
    /// One agreement with its acceptances.
    func agreement(_ id: AgreementID) throws -> SignedAgreement?
    /// All agreements that name a party, oldest first.
    func agreements(naming party: PartyID) throws -> [SignedAgreement]
    /// Complete agreements whose validity ends after `now`.
    func liveAgreements(at now: Int64) throws -> [SignedAgreement]
    /// Stores an agreement, or adds the acceptances that the stored one lacks; throws ``Problem`` `storage-full` where
    /// there is no room.
    ///
    /// - Returns: what is stored now.
    @discardableResult
    func save(_ bundle: SignedAgreement) throws -> SignedAgreement
}
