// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Foundation
import Matching
import Messages
import PhoneNumbers
import Ristretto
import Signing
import TestSupport
import Testing
import Vocabulary

/// A whole round of three parties with fixed keys: agreement, acceptances, every statement, every column, the result.
@Suite struct RoundVectorTests {
    @Test("The vectors of an agreement and a round of three parties are what the code computes")
    func round() throws {
        let fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("optouts", "suppression")],
            match: "acme and streamco and not optouts", chunkRows: 100)
        let bundle = try fixture.signed()
        let agreement = fixture.agreement
        #expect(
            try VectorFile.agrees(
                "agreement.json",
                with: .object([
                    "source": .string(
                        "protocol/v1/agreement.md; identity seeds are one byte 32 times: 1, 2, 3, coordinator 192"),
                    "id": .string(agreement.id.hex), "bundle": bundle.json,
                    "signedForm": .string(String(decoding: agreement.signedForm, as: UTF8.self)),
                    "fingerprints": .object(
                        Dictionary(
                            uniqueKeysWithValues: agreement.parties.map {
                                ($0.id.name, JSONValue.string("\($0.key.fingerprint)"))
                            })),
                ])))

        var transcript = try ThreePartyRound(fixture: fixture)
        try transcript.run()
        #expect(transcript.round.state == .matched)
        #expect(transcript.members == 120)
        #expect(try VectorFile.agrees("round-3-parties.json", with: transcript.json))
    }
}
