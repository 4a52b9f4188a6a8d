// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

@Suite("Collecting acceptances")
struct SignedAgreementTests {
    private let agreement: Agreement

    init() throws { agreement = try Fixture.agreement() }

    private func acceptance(_ index: Int) throws -> Unverified<Acceptance> {
        Unverified(
            try Signed(Acceptance(agreement: agreement.id, from: agreement.partyIDs[index]), by: Fixture.key(index)))
    }

    @Test("A bundle is complete with the last signature, in whatever order they come")
    func completion() throws {
        var bundle = SignedAgreement(agreement)
        for (index, missing) in [(2, 3), (0, 2), (3, 1), (1, 0)] {
            #expect(!bundle.isComplete)
            try bundle.add(try acceptance(index))
            #expect(bundle.missing.count == missing)
        }
        #expect(bundle.isComplete)
        #expect(bundle.acceptances.map(\.body.from) == agreement.partyIDs)
    }

    @Test("A bundle survives the wire")
    func roundTrip() throws {
        var bundle = SignedAgreement(agreement)
        try bundle.accept(as: agreement.partyIDs[1], with: Fixture.key(1))
        let received = try SignedAgreement(parsing: bundle.bytes)
        #expect(received == bundle)
        #expect(received.missing == [agreement.partyIDs[0], agreement.partyIDs[2], agreement.partyIDs[3]])
        #expect(try SignedAgreement(parsing: SignedAgreement(agreement).bytes).acceptances.isEmpty)
    }

    @Test("Bundles of one agreement are merged, those of another refused with what differs")
    func merging() throws {
        var mine = SignedAgreement(agreement)
        var theirs = SignedAgreement(agreement)
        try mine.add(acceptance(0))
        try theirs.add(acceptance(0))
        try theirs.add(acceptance(3))
        try mine.merge(theirs)
        #expect(mine.missing == [agreement.partyIDs[1], agreement.partyIDs[2]])
        let other = try Agreement(json: Fixture.changed([("disclosure.minimumResult", .integer(50))]))
        let difference = AgreementDifference(path: "disclosure.minimumResult", value: "100", other: "50")
        #expect(throws: SignedAgreementError.different([difference])) { try mine.merge(SignedAgreement(other)) }
        #expect(
            "\(SignedAgreementError.different([difference]))".hasSuffix("disclosure.minimumResult: 100 here, 50 there"))
    }

    @Test("A second acceptance of the same party changes nothing")
    func twice() throws {
        var bundle = SignedAgreement(agreement)
        try bundle.add(acceptance(0))
        let before = bundle
        try bundle.add(acceptance(0))
        #expect(bundle == before)
    }

    @Test("An acceptance under another party's key is refused")
    func wrongKey() throws {
        var bundle = SignedAgreement(agreement)
        let forged = try Signed(Acceptance(agreement: agreement.id, from: agreement.partyIDs[0]), by: Fixture.key(1))
        #expect(throws: SignedAgreementError.badSignature(agreement.partyIDs[0])) { try bundle.add(Unverified(forged)) }
        #expect(throws: SignedAgreementError.badSignature(agreement.partyIDs[0])) {
            try bundle.accept(as: agreement.partyIDs[0], with: Fixture.key(1))
        }
        #expect(bundle.acceptances.isEmpty)
    }

    @Test("An acceptance of a stranger, or of the coordinator, is refused", arguments: ["nobody", "coordinator"])
    func stranger(name: String) throws {
        var bundle = SignedAgreement(agreement)
        let party = try Fixture.party(name)
        let signed = try Signed(Acceptance(agreement: agreement.id, from: party), by: Fixture.key(-1))
        #expect(throws: SignedAgreementError.unknownParty(party)) { try bundle.add(Unverified(signed)) }
    }

    @Test("A bundle with a forged, repeated or unknown part is refused whole")
    func badBundles() throws {
        let good = try acceptance(0)
        let envelope = try good.verified(by: Fixture.key(0).publicIdentity).json
        func bundle(_ acceptances: [JSONValue], extra: [String: JSONValue] = [:]) -> JSONValue {
            let members: [String: JSONValue] = ["agreement": agreement.json, "acceptances": .array(acceptances)]
            return .object(members.merging(extra) { $1 })
        }
        #expect(try SignedAgreement(json: bundle([envelope])).acceptances.count == 1)
        #expect(throws: SignedAgreementError.acceptedTwice(agreement.partyIDs[0])) {
            try SignedAgreement(json: bundle([envelope, envelope]))
        }
        let forged = envelope.replacing(Path.parse("body.from")[...], by: .string("streamco"))
        #expect(throws: SignedAgreementError.badSignature(agreement.partyIDs[1])) {
            try SignedAgreement(json: bundle([forged]))
        }
        #expect(throws: FieldError(path: "note", problem: "this field is not known here")) {
            try SignedAgreement(json: bundle([], extra: ["note": .null]))
        }
        #expect(throws: FieldError(path: "acceptances", problem: "expected 0 to 4 entries, found 5")) {
            try SignedAgreement(json: bundle(Array(repeating: envelope, count: 5)))
        }
    }
}
