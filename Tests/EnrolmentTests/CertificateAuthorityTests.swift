// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Enrolment
import FoundationEssentials
import Signing
import SwiftASN1
import TestSupport
import Testing
import Vocabulary
@_spi(FixedExpiryValidationTime) import X509

@Suite("The certificate authority")
struct CertificateAuthorityTests {
    @Test("An authority comes back from its two PEM documents with the same fingerprint")
    func roundTrip() throws {
        let authority = try Mint.authority()
        let restored = try CertificateAuthority(
            certificatePEM: authority.certificate.pem, privateKeyPEM: authority.privateKeyPEM)
        #expect(restored.certificate == authority.certificate)
        #expect(restored.certificate.fingerprint.hex.count == 64)
        #expect(try AuthorityCertificate(der: authority.certificate.der) == authority.certificate)
        #expect(try Mint.issue(restored).party == Mint.party())
    }

    @Test("An authority is valid from five minutes before its creation for ten years")
    func authorityValidity() throws {
        let certificate = try Mint.authority().certificate
        #expect(certificate.notBefore == Mint.later(-300))
        #expect(certificate.notAfter == Mint.later(10 * Mint.year))
        #expect(certificate.isValid(at: Mint.now))
        #expect(!certificate.isValid(at: Mint.later(-301)))
        #expect(!certificate.isValid(at: Mint.later(10 * Mint.year + 1)))
    }

    @Test("A key of another authority is refused on import")
    func mismatchedKey() throws {
        let (one, other) = (try Mint.authority(), try Mint.authority())
        #expect(throws: CertificateFault.keyMismatch) {
            try CertificateAuthority(certificatePEM: one.certificate.pem, privateKeyPEM: other.privateKeyPEM)
        }
    }

    @Test(
        "What is not exactly one readable PEM document is refused",
        arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"])
    func unreadablePEM(text: String) throws {
        let authority = try Mint.authority()
        #expect(throws: CertificateFault.self) { try AuthorityCertificate(pem: text) }
        #expect(throws: CertificateFault.self) { try PartyCertificate(pem: text) }
        #expect(throws: CertificateFault.self) {
            try CertificateAuthority(certificatePEM: authority.certificate.pem, privateKeyPEM: text)
        }
    }

    @Test("Two certificates in one PEM text, a key instead of a certificate, and a byte after the end are refused")
    func tooMuch() throws {
        let authority = try Mint.authority()
        #expect(throws: CertificateFault.self) {
            try AuthorityCertificate(pem: authority.certificate.pem + authority.certificate.pem)
        }
        #expect(throws: CertificateFault.self) { try AuthorityCertificate(pem: authority.privateKeyPEM) }
        #expect(throws: CertificateFault.self) { try AuthorityCertificate(der: authority.certificate.der + [0]) }
    }

    @Test("A certificate that may not sign, or was signed by another key, is no authority")
    func notAnAuthority() throws {
        let sign = KeyUsage(keyCertSign: true)
        for der in [
            try Mint.certificate(),
            try Mint.certificate(constraints: .isCertificateAuthority(maxPathLength: nil), keyUsage: sign),
            try Mint.certificate(constraints: .isCertificateAuthority(maxPathLength: 0)),
            try Mint.certificate(
                constraints: .isCertificateAuthority(maxPathLength: 0), keyUsage: sign,
                signer: P256.Signing.PrivateKey()),
            try Mint.certificate(
                constraints: .isCertificateAuthority(maxPathLength: 0), keyUsage: sign, pathSubject: "other"),
        ] {
            #expect(throws: CertificateFault.notAnAuthority) { try AuthorityCertificate(der: der) }
        }
        let good = try Mint.certificate(constraints: .isCertificateAuthority(maxPathLength: 0), keyUsage: sign)
        #expect(throws: Never.self) { try AuthorityCertificate(der: good) }
    }

    @Test("The fingerprint of an invite pins one authority")
    func pinning() throws {
        let (one, other) = (try Mint.authority().certificate, try Mint.authority().certificate)
        #expect(throws: Never.self) { try one.require(one.fingerprint) }
        #expect(throws: CertificateFault.wrongAuthority(expected: one.fingerprint, found: other.fingerprint)) {
            try other.require(one.fingerprint)
        }
    }

    @Test("A long or strange name still gives an authority")
    func names() throws {
        for name in [String(repeating: "ä", count: 300), "", "A\"B\\C\u{0}"] {
            let certificate = try Mint.authority(name).certificate
            #expect(try AuthorityCertificate(pem: certificate.pem) == certificate)
        }
    }

    @Test("A client certificate verifies under its authority and under no other, and not after a year")
    func clientChain() async throws {
        let (authority, forged) = (try Mint.authority(), try Mint.authority())
        let certificate = try Mint.issue(authority)
        #expect(await verifies(certificate.der, authority, at: Mint.now))
        #expect(await verifies(certificate.der, authority, at: Mint.later(-299)))
        #expect(await !verifies(certificate.der, authority, at: Mint.later(-301)))
        #expect(await !verifies(certificate.der, authority, at: Mint.later(Mint.year + 1)))
        #expect(await !verifies(certificate.der, forged, at: Mint.now))
    }

    @Test(
        "A server certificate verifies for each of its hosts and for no other",
        arguments: [("localhost", true), ("symbolon.example", true), ("other.example", false)])
    func serverNames(host: String, expected: Bool) async throws {
        let authority = try Mint.authority()
        let hosts = try ["localhost", "Symbolon.example", "127.0.0.1", "::1"].map { try ServerHost($0) }
        var generator = SeededGenerator(seed: 3)
        let credentials = try authority.serverCredentials(for: hosts, now: Mint.now, using: &generator)
        let leaf = try Certificate(pemEncoded: credentials.certificatePEM)
        var verifier = Verifier(
            rootCertificates: CertificateStore([try Certificate(derEncoded: authority.certificate.der)])
        ) {
            RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: Double(Mint.now.seconds)))
            ServerIdentityPolicy(serverHostname: host, serverIP: nil)
        }
        let result = await verifier.validate(leaf: leaf, intermediates: CertificateStore())
        if case .validCertificate = result { #expect(expected) } else { #expect(!expected) }
    }

    @Test("Renewal gives another certificate for the same party with a serial number of 16 bytes")
    func renewal() throws {
        let authority = try Mint.authority()
        var generator = SeededGenerator(seed: 5)
        let request = try CertificateRequest()
        let first = try authority.clientCertificate(
            for: Mint.party(), request: request.der, now: Mint.now, using: &generator)
        let second = try authority.clientCertificate(
            for: Mint.party(), request: request.der, now: Mint.later(86_400), using: &generator)
        #expect(first.party == second.party && first.der != second.der)
        #expect(second.notAfter == Mint.later(86_400 + Mint.year))
        let serials = try [first, second].map { try Certificate(derEncoded: $0.der).serialNumber.bytes }
        #expect(serials.allSatisfy { $0.count == 16 } && serials[0] != serials[1])
    }

    @Test("Nothing outlives the authority, and an expired authority issues nothing")
    func endOfAuthority() throws {
        let authority = try Mint.authority()
        let end = 10 * Mint.year
        #expect(try Mint.issue(authority, now: Mint.later(end - 60)).notAfter == Mint.later(end))
        #expect(throws: CertificateFault.outsideValidity) { try Mint.issue(authority, now: Mint.later(end + 1)) }
    }

    @Test("A server certificate without hosts and a party called coordinator are refused")
    func refused() throws {
        let authority = try Mint.authority()
        var generator = SeededGenerator(seed: 5)
        #expect(throws: CertificateFault.noHosts) {
            try authority.serverCredentials(for: [], now: Mint.now, using: &generator)
        }
        #expect(throws: CertificateFault.reservedParty(.coordinator)) { try Mint.issue(authority, to: .coordinator) }
    }

    @Test("No printed form shows a key")
    func printing() throws {
        let authority = try Mint.authority()
        var generator = SeededGenerator(seed: 5)
        let credentials = try authority.serverCredentials(
            for: [try ServerHost("localhost")], now: Mint.now, using: &generator)
        let values: [Any] = [authority, credentials, try CertificateRequest()]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(!"\(value) \(String(reflecting: value)) \(dumped)".contains("PRIVATE"))
            #expect(Mirror(reflecting: value).children.isEmpty)
        }
    }

    private func verifies(_ der: [UInt8], _ authority: CertificateAuthority, at moment: Timestamp) async -> Bool {
        guard let leaf = try? Certificate(derEncoded: der),
            let root = try? Certificate(derEncoded: authority.certificate.der)
        else { return false }
        var verifier = Verifier(rootCertificates: CertificateStore([root])) {
            RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: Double(moment.seconds)))
        }
        let result = await verifier.validate(leaf: leaf, intermediates: CertificateStore())
        if case .validCertificate = result { return true }
        return false
    }
}
