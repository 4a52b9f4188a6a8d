// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import CoordinatorClient
import Enrolment
import Foundation
import NIOSSL
import Signing
import TestSupport
import Vocabulary

/// A coordinator's authority and what it issues; valid by the machine's clock, because TLS looks at that one.
struct Site: Sendable {
    let authority: CertificateAuthority

    init(seed: UInt64 = 1) throws {
        var generator = SeededGenerator(seed: seed)
        let now = Int64(Date().timeIntervalSince1970)
        guard let past = Timestamp(seconds: min(now - 400 * 86_400, Cast.start - 86_400)) else { throw ClockError() }
        authority = try CertificateAuthority.create(name: "tamper", now: past, using: &generator)
    }

    /// Takes over an authority that exists.
    init(authority: CertificateAuthority) { self.authority = authority }

    struct ClockError: Error {}

    static func moment(ago seconds: Int64 = 0) throws -> Timestamp {
        guard let moment = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - seconds) else { throw ClockError() }
        return moment
    }

    func serverKeys() throws -> ServerKeyPair {
        var generator = SystemRandomNumberGenerator()
        let pair = try authority.serverCredentials(
            for: [ServerHost("127.0.0.1"), ServerHost("localhost")], now: Self.moment(), using: &generator)
        return ServerKeyPair(certificatePEM: pair.certificatePEM, privateKeyPEM: pair.privateKeyPEM)
    }

    /// A client certificate and its key; `ago` seconds old.
    func credentials(_ party: PartyID, ago: Int64 = 0) throws -> ClientCredentials {
        let request = try CertificateRequest()
        var generator = SystemRandomNumberGenerator()
        let certificate = try authority.clientCertificate(
            for: party, request: request.der, now: Self.moment(ago: ago), using: &generator)
        return ClientCredentials(certificatePEM: certificate.pem, privateKeyPEM: request.privateKeyPEM)
    }

    /// TLS of a client that checks nothing, with or without a certificate.
    static func carelessTLS(_ credentials: ClientCredentials? = nil) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        if let credentials {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(credentials.certificatePEM.utf8))
                .map { .certificate($0) }
            tls.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(credentials.privateKeyPEM.utf8), format: .pem))
        }
        return tls
    }
}
