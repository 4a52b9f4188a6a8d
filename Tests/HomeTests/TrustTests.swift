// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Signing
import Testing
import Vocabulary

@Suite("Trusted keys and enrolment")
struct TrustTests {
    @Test("A compared key is remembered, and another one needs to be replaced on purpose")
    func trust() throws {
        let sample = try Sample()
        let party = try Sample.party("streamco")
        let (first, second) = (
            try Sample.key(2).publicIdentity.fingerprint, try Sample.key(3).publicIdentity.fingerprint
        )
        #expect(try sample.home.trustedFingerprint(of: party) == nil)
        #expect(try sample.home.trust(party, first) == .added)
        #expect(try sample.home.trust(party, first) == .unchanged)
        #expect(throws: HomeError.otherKeyTrusted(party)) { try sample.home.trust(party, second) }
        #expect(try sample.home.trustedFingerprint(of: party) == first)
        #expect(try sample.home.trust(party, second, replace: true) == .replaced(first))
        let home = try Home(openingAt: sample.home.path)
        #expect(try home.trustedFingerprint(of: party) == second)
    }

    @Test("All trusted keys are listed by party")
    func list() throws {
        let sample = try Sample()
        for (index, name) in ["zeta", "alpha", "mid"].enumerated() {
            try sample.home.trust(Sample.party(name), Sample.key(UInt8(index + 2)).publicIdentity.fingerprint)
        }
        let listed = try sample.home.trustedFingerprints()
        #expect(listed.map(\.party.name) == ["alpha", "mid", "zeta"])
        #expect(try listed.map(\.fingerprint)[0] == Sample.key(3).publicIdentity.fingerprint)
    }

    @Test("Enrolment is stored whole, and the pending request is forgotten")
    func enrolment() throws {
        let sample = try Sample()
        let home = sample.home
        #expect(throws: HomeError.notEnrolled) { try home.clientCredentials() }
        #expect(try home.pendingEnrolment() == nil)
        try home.savePendingEnrolment([1, 2, 3])
        #expect(try Home(openingAt: home.path).pendingEnrolment() == [1, 2, 3])
        let settings = CoordinatorSettings(
            url: "https://localhost:8443", identity: try Sample.key(9).publicIdentity,
            authority: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n")
        let credentials = ClientCredentials(
            certificate: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
            privateKey: "-----BEGIN PRIVATE KEY-----\nBB==\n-----END PRIVATE KEY-----\n")
        try home.saveEnrolment(settings, credentials)
        let again = try Home(openingAt: home.path)
        #expect(try again.configuration().coordinator == settings)
        #expect(try again.clientCredentials() == credentials)
        #expect(try again.pendingEnrolment() == nil)
    }

    @Test("A renewal replaces certificate and key together")
    func renewal() throws {
        let sample = try Sample()
        let settings = CoordinatorSettings(
            url: "https://localhost:8443", identity: try Sample.key(9).publicIdentity, authority: "PEM")
        for round in 1...2 {
            let credentials = ClientCredentials(
                certificate: "-----BEGIN CERTIFICATE-----\n\(round)\n-----END CERTIFICATE-----",
                privateKey: "-----BEGIN EC PRIVATE KEY-----\n\(round)\n-----END EC PRIVATE KEY-----")
            try sample.home.saveEnrolment(settings, credentials)
            let stored = try sample.home.clientCredentials()
            #expect(stored.certificate == credentials.certificate + "\n")
            #expect(stored.privateKey == credentials.privateKey + "\n")
        }
    }
}
