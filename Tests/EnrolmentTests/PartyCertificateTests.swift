// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Enrolment
import SwiftASN1
import TestSupport
import Testing
import Vocabulary
import X509

@Suite("A party's certificate and its request")
struct PartyCertificateTests {
    static let uri = GeneralName.uniformResourceIdentifier("symbolon:party:acme")

    @Test("The party of a well-made certificate is read")
    func good() throws {
        #expect(try PartyCertificate.partyID(ofCertificateDER: Mint.certificate()) == Mint.party())
        let issued = try Mint.issue(Mint.authority(), to: Mint.party("data-co-9"))
        #expect(try PartyCertificate.partyID(ofCertificateDER: issued.der).name == "data-co-9")
        #expect(try PartyCertificate(pem: issued.pem) == issued)
        #expect(issued.notBefore == Mint.later(-300) && issued.notAfter == Mint.later(Mint.year))
    }

    @Test(
        "Alternative names other than exactly one party are refused",
        arguments: [
            [], [uri, uri], [uri, .uniformResourceIdentifier("symbolon:party:other")], [uri, .dnsName("a.example")],
            [.dnsName("symbolon:party:acme")], [.uniformResourceIdentifier("symbolon:party:")],
            [.uniformResourceIdentifier("symbolon:party:ACME")], [.uniformResourceIdentifier("Symbolon:party:acme")],
            [.uniformResourceIdentifier("symbolon:party:acme/x")], [.uniformResourceIdentifier("symbolon:party:9x")],
            [.uniformResourceIdentifier("https://example.com/symbolon:party:acme")], [.rfc822Name("a@example.com")],
        ] as [[GeneralName]])
    func names(names: [GeneralName]) throws {
        let der = try Mint.certificate(names: names)
        #expect(throws: CertificateFault.noSingleParty) { try PartyCertificate.partyID(ofCertificateDER: der) }
    }

    @Test(
        "Key usages other than client authentication alone are refused",
        arguments: [[], [.serverAuth], [.clientAuth, .serverAuth], [.any]] as [[ExtendedKeyUsage.Usage]])
    func usages(usages: [ExtendedKeyUsage.Usage]) throws {
        let der = try Mint.certificate(usages: usages)
        #expect(throws: CertificateFault.notForClients) { try PartyCertificate.partyID(ofCertificateDER: der) }
    }

    @Test("An authority's certificate is no party's, whatever names it holds")
    func authorityAsClient() throws {
        let authority = try Mint.authority()
        #expect(throws: CertificateFault.authorityAsParty) {
            try PartyCertificate.partyID(ofCertificateDER: authority.certificate.der)
        }
        for constraints in [BasicConstraints.isCertificateAuthority(maxPathLength: 0), nil] {
            let der = try Mint.certificate(constraints: constraints)
            #expect(throws: CertificateFault.authorityAsParty) { try PartyCertificate.partyID(ofCertificateDER: der) }
        }
    }

    @Test("The coordinator's name and a server certificate are no party's")
    func reserved() throws {
        let der = try Mint.certificate(names: [.uniformResourceIdentifier("symbolon:party:coordinator")])
        #expect(throws: CertificateFault.reservedParty(.coordinator)) {
            try PartyCertificate.partyID(ofCertificateDER: der)
        }
    }

    @Test("Bytes that are no certificate are refused", arguments: [[], [0x30], Array("hello".utf8)] as [[UInt8]])
    func unreadable(der: [UInt8]) {
        #expect(throws: CertificateFault.unreadable("client certificate")) {
            try PartyCertificate.partyID(ofCertificateDER: der)
        }
    }

    @Test("Every flipped bit of a certificate breaks its reading or its signature")
    func tampered() throws {
        let authority = try Mint.authority()
        let good = try Mint.issue(authority)
        try good.verify(authority: authority.certificate, now: Mint.now)
        for index in good.der.indices {
            var der = good.der
            der[index] ^= 1
            #expect(throws: CertificateFault.self, "byte \(index) of \(Hexadecimal.encode(good.der))") {
                try PartyCertificate(der: der).verify(authority: authority.certificate, now: Mint.now)
            }
        }
    }

    @Test("A certificate of another authority or of another time is refused")
    func verify() throws {
        let (authority, forged) = (try Mint.authority(), try Mint.authority())
        let certificate = try Mint.issue(authority)
        #expect(throws: CertificateFault.notSignedByAuthority) {
            try certificate.verify(authority: forged.certificate, now: Mint.now)
        }
        for seconds in [-301, Mint.year + 1] {
            #expect(throws: CertificateFault.outsideValidity) {
                try certificate.verify(authority: authority.certificate, now: Mint.later(seconds))
            }
        }
    }

    @Test("A request comes back from its two PEM documents byte for byte, and not with another key")
    func requestRoundTrip() throws {
        let (request, other) = (try CertificateRequest(), try CertificateRequest())
        let restored = try CertificateRequest(pem: request.pem, privateKeyPEM: request.privateKeyPEM)
        #expect(restored.der == request.der)
        #expect(request.privateKeyPEM.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(throws: CertificateFault.keyMismatch) {
            try CertificateRequest(pem: request.pem, privateKeyPEM: other.privateKeyPEM)
        }
        #expect(request.der.count < EnrolmentRequest.maximumRequestBytes)
    }

    @Test("The subject and attributes of a request are ignored")
    func greedyRequest() throws {
        let authority = try Mint.authority()
        let names = try Certificate.Extension(
            SubjectAlternativeNames([.uniformResourceIdentifier("symbolon:party:other")]), critical: false)
        let constraints = try Certificate.Extension(
            BasicConstraints.isCertificateAuthority(maxPathLength: nil), critical: true)
        let request = try CertificateSigningRequest(
            version: .v1, subject: try DistinguishedName { CommonName("other") },
            privateKey: Certificate.PrivateKey(P256.Signing.PrivateKey()),
            attributes: try CertificateSigningRequest.Attributes([
                .init(ExtensionRequest(extensions: try Certificate.Extensions([names, constraints])))
            ]))
        var generator = SeededGenerator(seed: 1)
        let issued = try authority.clientCertificate(
            for: Mint.party(), request: Mint.serialized(request), now: Mint.now, using: &generator)
        #expect(issued.party == Mint.party())
        #expect(try Certificate(derEncoded: issued.der).subject == DistinguishedName { CommonName("acme") })
    }

    @Test("Requests with another kind of key, a false signature or no structure are refused")
    func badRequests() throws {
        let authority = try Mint.authority()
        func issue(_ der: [UInt8]) throws -> PartyCertificate {
            var generator = SeededGenerator(seed: 1)
            return try authority.clientCertificate(for: Mint.party(), request: der, now: Mint.now, using: &generator)
        }
        for key in [
            Certificate.PrivateKey(P384.Signing.PrivateKey()), Certificate.PrivateKey(Curve25519.Signing.PrivateKey()),
        ] {
            let request = try CertificateSigningRequest(
                version: .v1, subject: DistinguishedName(), privateKey: key, attributes: .init())
            #expect(throws: CertificateFault.notP256) { try issue(Mint.serialized(request)) }
        }
        let (one, other) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let honest = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName(), privateKey: Certificate.PrivateKey(one), attributes: .init())
        let forged = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName(), publicKey: Certificate.PublicKey(other.publicKey),
            attributes: .init(), signatureAlgorithm: honest.signatureAlgorithm, signature: honest.signature)
        #expect(throws: CertificateFault.forgedRequest) { try issue(Mint.serialized(forged)) }
        #expect(throws: CertificateFault.unreadable("certificate request")) { try issue([1, 2, 3]) }
        #expect(throws: CertificateFault.unreadable("certificate request")) {
            try issue(try Mint.serialized(honest) + [0])
        }
    }
}
