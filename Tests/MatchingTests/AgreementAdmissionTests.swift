// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The admission of agreements")
struct AgreementAdmissionTests {
    private static let now = RoundScript.start
    private let fixture: AgreementFixture
    private let acme: PartyID
    private let streamco: PartyID

    init() throws {
        fixture = try Self.fixture("acme and streamco and not optout")
        acme = try #require(PartyID("acme"))
        streamco = try #require(PartyID("streamco"))
    }

    private static func fixture(
        _ match: String,
        roles: [(String, String)] = [
            ("acme", "brand"), ("streamco", "partner"), ("optout", "suppression"),
        ], name: String = "spring-launch"
    ) throws -> AgreementFixture {
        try AgreementFixture(roles: roles.map { (name: $0.0, role: $0.1) }, match: match, name: name)
    }

    private func admission(
        coordinator: PublicIdentity? = nil, identities: [PartyID: PublicIdentity] = [:], live: [SignedAgreement] = []
    ) -> AgreementAdmission {
        AgreementAdmission(
            coordinator: coordinator ?? fixture.coordinator.publicIdentity, identities: identities, live: live)
    }

    private func bundle(accepting indices: [Int]) throws -> SignedAgreement {
        var bundle = SignedAgreement(fixture.agreement)
        for index in indices {
            try bundle.accept(as: fixture.agreement.parties[index].id, with: fixture.identities[index])
        }
        return bundle
    }

    private func code(
        _ admission: AgreementAdmission, _ bundle: SignedAgreement, from caller: PartyID, at now: Int64 = Self.now
    ) throws -> ProblemCode? {
        try ProblemCode.of { try admission.admit(bundle, stored: nil, from: caller, at: now) }
    }

    @Test("merges the acceptances with what is stored")
    func merges() throws {
        let merged = try admission().admit(
            bundle(accepting: [0]), stored: bundle(accepting: [1, 2]), from: acme, at: Self.now)
        #expect(merged.isComplete)
        #expect(try admission().admit(bundle(accepting: [0]), stored: nil, from: acme, at: Self.now).missing.count == 2)
    }

    @Test("refuses a caller that is no party, or whose own acceptance is missing")
    func caller() throws {
        #expect(try code(admission(), bundle(accepting: [0]), from: stranger) == .wrongParty)
        #expect(try code(admission(), bundle(accepting: [0]), from: streamco) == .badSignature)
    }

    @Test("refuses another coordinator's agreement")
    func coordinator() throws {
        let other = admission(coordinator: fixture.identities[0].publicIdentity)
        #expect(try code(other, bundle(accepting: [0]), from: acme) == .badAgreement)
    }

    @Test("refuses a key that is not the one its party enrolled with")
    func identity() throws {
        let bundle = try bundle(accepting: [0])
        let right = admission(identities: [streamco: fixture.identities[1].publicIdentity])
        #expect(try code(right, bundle, from: acme) == nil)
        let wrong = admission(identities: [streamco: fixture.identities[2].publicIdentity])
        #expect(try code(wrong, bundle, from: acme) == .identityRefused)
    }

    @Test("refuses an agreement whose validity has ended")
    func expired() throws {
        let until = fixture.agreement.validity.until.seconds
        #expect(try code(admission(), bundle(accepting: [0]), from: acme, at: until - 1) == nil)
        #expect(try code(admission(), bundle(accepting: [0]), from: acme, at: until) == .badAgreement)
    }

    @Test("refuses another expression over lists of two or more of a live agreement's parties")
    func overlap() throws {
        let bundle = try bundle(accepting: [0])
        let pair = try Self.fixture(
            "acme and streamco", roles: [("acme", "brand"), ("streamco", "partner")], name: "pair")
        #expect(try code(admission(live: [pair.signed()]), bundle, from: acme) == .overlappingAgreement)
    }

    @Test("takes the same expression again, however the parties are called, ordered and written")
    func sameExpression() throws {
        let bundle = try bundle(accepting: [0])
        let other = try Self.fixture(
            "not never and shop and film",
            roles: [("shop", "brand"), ("film", "partner"), ("never", "suppression")], name: "again")
        #expect(try code(admission(live: [other.signed()]), bundle, from: acme) == nil)
    }

    @Test("is not deceived by the same words over other keys")
    func sameWords() throws {
        let roles = [("acme", "brand"), ("optout", "partner"), ("streamco", "suppression")]
        let other = try Self.fixture("acme and optout and not streamco", roles: roles, name: "swapped")
        #expect(other.agreement.matchesLike(fixture.agreement))
        let text = String(decoding: fixture.agreement.signedForm, as: UTF8.self)
        let keys = fixture.identities.map(\.publicIdentity.hex)
        // The same words, with the keys of the partner and the suppression list exchanged.
        let swapped = text.replacing(keys[1], with: "#").replacing(keys[2], with: keys[1]).replacing("#", with: keys[2])
        let agreement = try Agreement(json: JSONValue(parsing: swapped.utf8))
        #expect(agreement.match.text == fixture.agreement.match.text)
        #expect(!agreement.matchesLike(fixture.agreement))
        var live = SignedAgreement(agreement)
        for (party, index) in zip(agreement.partyIDs, [0, 2, 1]) {
            try live.accept(as: party, with: fixture.identities[index])
        }
        #expect(try code(admission(live: [live]), bundle(accepting: [0]), from: acme) == .overlappingAgreement)
    }

    @Test("takes another expression where one party or none is shared")
    func noOverlap() throws {
        let other = try AgreementFixture(
            roles: [("acme", "brand"), ("shopco", "partner")], match: "acme and shopco", name: "other")
        let text = String(decoding: other.agreement.signedForm, as: UTF8.self)
        let fresh = try AgreementFixture.identity(0x77)
        let changed = text.replacing(other.identities[1].publicIdentity.hex, with: fresh.publicIdentity.hex)
        let agreement = try Agreement(json: JSONValue(parsing: changed.utf8))
        #expect(try code(admission(live: [SignedAgreement(agreement)]), bundle(accepting: [0]), from: acme) == nil)
    }

    @Test("does not count an agreement against itself")
    func itself() throws {
        #expect(try code(admission(live: [fixture.signed()]), bundle(accepting: [0]), from: acme) == nil)
    }

    @Test("names the same identity set whatever order and names the keys have")
    func identitySet() throws {
        let other = try Self.fixture(
            "not never and shop and film",
            roles: [("shop", "brand"), ("film", "partner"), ("never", "suppression")], name: "again")
        #expect(other.agreement.identitySet == fixture.agreement.identitySet)
        let pair = try Self.fixture("acme and streamco", roles: [("acme", "brand"), ("streamco", "partner")])
        #expect(pair.agreement.identitySet != fixture.agreement.identitySet)
    }
}
