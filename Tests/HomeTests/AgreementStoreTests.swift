// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Signing
import Testing
import Vocabulary

@Suite("Agreements of a home")
struct AgreementStoreTests {
    @Test("Acceptances of several bundles are merged, and stay merged")
    func merge() throws {
        let sample = try Sample()
        var (mine, theirs) = (SignedAgreement(sample.agreement), SignedAgreement(sample.agreement))
        try mine.accept(as: Sample.party("acme"), with: Sample.key(1))
        try theirs.accept(as: Sample.party("streamco"), with: Sample.key(2))
        let first = try sample.home.save(mine, signedHere: true)
        #expect(!first.isNew)
        #expect(first.stored.signedHere)
        let second = try sample.home.save(theirs)
        #expect(second.stored.bundle.isComplete)
        #expect(second.stored.signedHere)
        let stored = try #require(try Home(openingAt: sample.home.path).agreement(sample.agreement.id))
        #expect(stored == second.stored)
    }

    @Test("Another agreement of the same name is stored and reported")
    func namesakes() throws {
        let sample = try Sample()
        let saving = try sample.home.save(SignedAgreement(Sample.agreement(cap: 4000)))
        #expect(saving.isNew)
        #expect(saving.namesakes.map(\.agreement.id) == [sample.agreement.id])
        let differences = saving.stored.agreement.differences(from: try #require(saving.namesakes.first).agreement)
        #expect(differences.map(\.path) == ["parties[0].cap"])
        #expect(try sample.home.agreements().count == 2)
    }

    @Test("An agreement is found by identifier, by 8 or more digits, and by name")
    func find() throws {
        let sample = try Sample()
        try sample.home.save(SignedAgreement(Sample.agreement(name: "autumn")))
        let hex = sample.agreement.id.hex
        for text in [hex, String(hex.prefix(8)), String(hex.prefix(20)), "spring"] {
            #expect(try sample.home.agreement(matching: text).agreement == sample.agreement, "\(text)")
        }
    }

    @Test("What is too short, unknown or no name at all finds nothing, and is not repeated where it may be a number")
    func findNothing() throws {
        let sample = try Sample()
        let hex = sample.agreement.id.hex
        for text in [String(hex.prefix(7)), "", "summer", "Spring", hex + "0", "%", "14155550132", "+14155550132"] {
            let error = #expect(throws: HomeError.self) { try sample.home.agreement(matching: text) }
            #expect(try !#require(error).description.contains("4155550132"))
        }
    }

    @Test("An ambiguous name or prefix names the candidates")
    func ambiguous() throws {
        let sample = try Sample()
        let twin = try Sample.agreement(cap: 4000)
        // Its name is the beginning of another one's identifier.
        let prefix = String(sample.agreement.id.hex.prefix(9))
        let posing = try Sample.agreement(name: prefix)
        for agreement in [twin, posing] { try sample.home.save(SignedAgreement(agreement)) }
        let byName = HomeError.ambiguousAgreement(candidates: [
            "spring (\(sample.agreement.id.hex.prefix(16)))", "spring (\(twin.id.hex.prefix(16)))",
        ])
        #expect(throws: byName) { try sample.home.agreement(matching: "spring") }
        let byPrefix = HomeError.ambiguousAgreement(candidates: [
            "spring (\(sample.agreement.id.hex.prefix(16)))", "\(prefix) (\(posing.id.hex.prefix(16)))",
        ])
        #expect(throws: byPrefix) { try sample.home.agreement(matching: prefix) }
    }
}
