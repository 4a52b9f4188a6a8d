// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import TestSupport
import Testing

@Suite("Hosts and server certificates")
struct ServerCertificateTests {
    @Test(
        "Names and addresses are read",
        arguments: [
            ("localhost", "localhost", nil), ("Symbolon.Example", "symbolon.example", nil),
            ("192.0.2.7", "192.0.2.7", 4), ("2001:db8::1", "2001:db8::1", 16), ("[::1]", "::1", 16),
            ("a-1.b2", "a-1.b2", nil), ("1.2.3.4a", "1.2.3.4a", nil),
        ] as [(String, String, Int?)])
    func good(text: String, expected: String, count: Int?) throws {
        let host = try ServerHost(text)
        #expect(host.text == expected)
        #expect(host.address?.count == count)
    }

    @Test(
        "What is neither a name nor an address is refused",
        arguments: [
            "", ".", "a..b", "a.", "-a", "a-", "a_b", "*.example", "a b", "1.2.3", "256.1.1.1", "1.2.3.4.5",
            "[1.2.3.4]",
            "[localhost]", "::g", "[::1", "http://a", "a:443", "exämple", "a\u{0}", "::1\u{0}",
            String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "a",
        ])
    func bad(text: String) {
        #expect(throws: CertificateFault.badHost(text)) { try ServerHost(text) }
    }

    @Test("A server certificate holds every host it was made for, addresses of both kinds too")
    func hosts() throws {
        let authority = try Mint.authority()
        var generator = SeededGenerator(seed: 3)
        let hosts = try ["coordinator.example", "192.0.2.7", "2001:db8::1"].map { try ServerHost($0) }
        let credentials = try authority.serverCredentials(for: hosts, now: Mint.now, using: &generator)
        let certificate = try ServerCertificate(pem: credentials.certificatePEM)
        #expect(certificate.hosts.map(\.address) == hosts.map(\.address))
        #expect(certificate.notBefore == Mint.later(-300) && certificate.notAfter == Mint.later(Mint.year))
        for text in ["coordinator.example", "192.0.2.7", "2001:0db8:0:0:0:0:0:1", "[2001:db8::1]"] {
            try certificate.verify(authority: authority.certificate, host: try ServerHost(text), now: Mint.now)
        }
    }

    @Test("Each fault of a server's certificate is named")
    func faults() throws {
        let (authority, forged) = (try Mint.authority(), try Mint.authority())
        let (host, other) = (try ServerHost("localhost"), try ServerHost("192.0.2.1"))
        var generator = SeededGenerator(seed: 3)
        let pem = try authority.serverCredentials(for: [host], now: Mint.now, using: &generator).certificatePEM
        let good = try ServerCertificate(pem: pem)
        let client = try ServerCertificate(der: Mint.issue(authority).der)
        let own = authority.certificate
        #expect(throws: Never.self) { try good.verify(authority: own, host: host, now: Mint.now) }
        #expect(throws: CertificateFault.serverOfOtherAuthority) {
            try good.verify(authority: forged.certificate, host: host, now: Mint.now)
        }
        #expect(throws: CertificateFault.notForServers) { try client.verify(authority: own, host: host, now: Mint.now) }
        #expect(throws: CertificateFault.serverOutsideValidity(from: good.notBefore, to: good.notAfter)) {
            try good.verify(authority: own, host: host, now: Mint.later(Mint.year + 1))
        }
        #expect(throws: CertificateFault.otherHost(other, good.hosts)) {
            try good.verify(authority: own, host: other, now: Mint.now)
        }
    }
}
