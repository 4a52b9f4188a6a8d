// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Testing

@Suite("Agreements that are forgotten")
struct ForgottenAgreementTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    @Test("One that this home alone has signed goes, with the contexts that were kept for it")
    func forgotten() throws {
        let agreement = try Sample.agreement(name: "other")
        var bundle = SignedAgreement(agreement)
        try bundle.accept(as: Sample.party("acme"), with: Sample.key(1))
        try sample.home.save(bundle, signedHere: true)
        _ = try sample.home.keepContexts([("evening", [1])], of: agreement.id)
        #expect(try sample.home.forget(agreement.id))
        #expect(try sample.home.agreement(agreement.id) == nil)
        #expect(try !sample.home.forget(agreement.id))
        #expect(try sample.home.agreement(sample.agreement.id) != nil)
    }

    @Test("One that was handed out, that another has signed, or under which a round was begun stays")
    func kept() throws {
        let handedOut = try Sample.agreement(name: "handed-out")
        try sample.home.save(SignedAgreement(handedOut), signedHere: true)
        try sample.home.markHandedOut(handedOut.id)
        let shared = try Sample.agreement(name: "shared")
        var bundle = SignedAgreement(shared)
        try bundle.accept(as: Sample.party("streamco"), with: Sample.key(2))
        try sample.home.save(bundle, signedHere: true)
        _ = try sample.finish()
        for id in [handedOut.id, shared.id, sample.agreement.id] {
            #expect(try !sample.home.forget(id))
            #expect(try sample.home.agreement(id) != nil)
        }
    }
}
