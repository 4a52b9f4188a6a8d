// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// An agreement with the acceptances collected so far, every one of them verified.
package struct SignedAgreement: Equatable, Sendable {
    /// What is agreed.
    package let agreement: Agreement
    private var byParty: [PartyID: Signed<Acceptance>] = [:]

    /// Starts without acceptances.
    package init(_ agreement: Agreement) { self.agreement = agreement }

    /// Reads a bundle `{"agreement":{…},"acceptances":[…]}` and verifies every acceptance.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "")
        agreement = try Agreement(json: try reader.value("agreement"))
        for element in try reader.array("acceptances", count: 0...agreement.parties.count) {
            let acceptance = try Unverified<Acceptance>(json: element)
            guard byParty[acceptance.body.from] == nil else {
                throw SignedAgreementError.acceptedTwice(acceptance.body.from)
            }
            try add(acceptance)
        }
        try reader.finish()
    }

    /// Reads a bundle from bytes.
    package init(parsing bytes: some Collection<UInt8>) throws {
        try self.init(json: JSONValue(parsing: bytes))
    }

    /// The acceptances in ring order.
    package var acceptances: [Signed<Acceptance>] { agreement.partyIDs.compactMap { byParty[$0] } }

    /// The parties that have not accepted, in ring order.
    package var missing: [PartyID] { agreement.partyIDs.filter { byParty[$0] == nil } }

    /// True where every party has accepted.
    package var isComplete: Bool { missing.isEmpty }

    /// The acceptance of one party.
    package func acceptance(of party: PartyID) -> Signed<Acceptance>? { byParty[party] }

    /// Adds an acceptance after verifying it under the key that the agreement names; a second one changes nothing.
    package mutating func add(_ acceptance: Unverified<Acceptance>) throws {
        guard acceptance.body.agreement == agreement.id else {
            throw SignedAgreementError.otherAgreement(accepted: acceptance.body.agreement, expected: agreement.id)
        }
        guard let party = agreement.party(acceptance.body.from) else {
            throw SignedAgreementError.unknownParty(acceptance.body.from)
        }
        guard let verified = try? acceptance.verified(by: party.key) else {
            throw SignedAgreementError.badSignature(party.id)
        }
        if byParty[party.id] == nil { byParty[party.id] = verified }
    }

    /// Adds the acceptances of another bundle of the same agreement; names the differing fields of another one.
    package mutating func merge(_ other: SignedAgreement) throws {
        guard other.agreement == agreement else {
            throw SignedAgreementError.different(agreement.differences(from: other.agreement))
        }
        byParty.merge(other.byParty) { mine, _ in mine }
    }

    /// Signs for a party; throws unless the key is the one that the agreement names for it.
    package mutating func accept(as party: PartyID, with key: IdentityKey) throws {
        try add(Unverified(Signed(Acceptance(agreement: agreement.id, from: party), by: key)))
    }

    /// The bundle as JSON.
    package var json: JSONValue {
        .object(["agreement": agreement.json, "acceptances": .array(acceptances.map(\.json))])
    }

    /// The canonical bytes of the bundle.
    package var bytes: [UInt8] { json.canonicalBytes }
}
