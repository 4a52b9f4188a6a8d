// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Enrolment
import Signing
import Testing
import Vocabulary

/// A party with its keys and a client certificate.
struct TestParty: Sendable {
    let id: PartyID
    let key: IdentityKey
    let certificate: PartyCertificate
    let certificateKeyPEM: String

    /// Makes a party; `issuedAt` is the machine's time unless a test says otherwise.
    init(_ name: String, of authority: CertificateAuthority, issuedAt: Timestamp) throws {
        id = try #require(PartyID(name))
        key = try IdentityKey()
        let request = try CertificateRequest()
        var generator = SystemRandomNumberGenerator()
        certificate = try authority.clientCertificate(for: id, request: request.der, now: issuedAt, using: &generator)
        certificateKeyPEM = request.privateKeyPEM
    }

    init(_ name: String, of home: TestHome) throws {
        try self.init(name, of: home.authority, issuedAt: TestHome.today())
    }
}
