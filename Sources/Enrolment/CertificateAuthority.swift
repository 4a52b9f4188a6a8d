// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Crypto
internal import FoundationEssentials
package import Signing
internal import X509

/// The certificate authority of one coordinator: a self-signed P-256 certificate and its key.
///
/// It issues the coordinator's own server certificate and the parties' client certificates (protocol/v1/http.md).
package struct CertificateAuthority: Sendable {
    /// The public part.
    package let certificate: AuthorityCertificate
    let key: P256.Signing.PrivateKey

    /// Ten years: renewing the authority means enrolling everyone again.
    package static let lifetime: Int64 = 10 * 365 * 86_400
    /// One year, the validity of what the authority issues.
    package static let issuedLifetime: Int64 = 365 * 86_400
    /// Five minutes, so that a machine whose clock is a little slow can use a new certificate at once.
    package static let backdating: Int64 = 300

    /// Creates an authority; `name` is shown to people only and is cut so that the common name keeps to 64 characters.
    package static func create(
        name: String, now: Timestamp, key: P256.Signing.PrivateKey = P256.Signing.PrivateKey(),
        using generator: inout some RandomNumberGenerator
    ) throws -> CertificateAuthority {
        let subject = try DistinguishedName {
            // RFC 5280, ub-common-name: 64 characters.
            CommonName(String("Symbolon authority of \(name)".prefix(64)))
        }
        let issuer = Certificate.PrivateKey(key)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(drawnBy: &generator), publicKey: issuer.publicKey,
            notValidBefore: now.date(plus: -backdating), notValidAfter: now.date(plus: lifetime),
            issuer: subject, subject: subject,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
                SubjectKeyIdentifier(hash: issuer.publicKey)
            },
            issuerPrivateKey: issuer)
        return CertificateAuthority(
            certificate: try AuthorityCertificate(certificate, der: try certificate.der()), key: key)
    }

    /// Reads an authority from its two PEM documents; the key must be the certificate's.
    package init(certificatePEM: String, privateKeyPEM: String) throws(CertificateFault) {
        let certificate = try AuthorityCertificate(pem: certificatePEM)
        let key = try P256.Signing.PrivateKey.reading(pem: privateKeyPEM)
        guard Certificate.PublicKey(key.publicKey) == certificate.certificate.publicKey else { throw .keyMismatch }
        self.init(certificate: certificate, key: key)
    }

    private init(certificate: AuthorityCertificate, key: P256.Signing.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// The key as a PKCS#8 PEM document: for a private file and nothing else.
    package var privateKeyPEM: String { key.pemRepresentation + "\n" }
}

extension CertificateAuthority: CustomStringConvertible, CustomReflectable {
    /// The public part; the key is never printed.
    package var description: String { "authority \(certificate.fingerprint)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
