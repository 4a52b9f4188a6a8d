// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
package import Signing
internal import SwiftASN1
internal import X509

/// The certificate of a coordinator's authority: what a client pins and a server trusts clients by.
///
/// It is self-signed with P-256, may sign (path length 0) and verifies under its own key; anything else is refused.
package struct AuthorityCertificate: Hashable, Sendable {
    /// The DER encoding, the form that is hashed and pinned.
    package let der: [UInt8]
    /// SHA-256 of `der`.
    package let fingerprint: AuthorityFingerprint
    /// The first moment of validity.
    package let notBefore: Timestamp
    /// The last moment of validity.
    package let notAfter: Timestamp
    let certificate: Certificate

    /// Reads and checks one certificate; its validity is the caller's business (`isValid(at:)`).
    package init(der: [UInt8]) throws(CertificateFault) {
        let certificate = try Certificate.reading(der: der, what: "authority's certificate")
        try self.init(certificate, der: der)
    }

    /// Reads and checks one PEM document.
    package init(pem: String) throws(CertificateFault) {
        try self.init(der: try PEM.bytes(of: pem, label: Certificate.defaultPEMDiscriminator))
    }

    init(_ certificate: Certificate, der: [UInt8]) throws(CertificateFault) {
        guard P256.Signing.PublicKey(certificate.publicKey) != nil else { throw .notP256 }
        guard certificate.issuer == certificate.subject, Self.maySign(certificate),
            certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .notAnAuthority }
        self.certificate = certificate
        self.der = der
        fingerprint = AuthorityFingerprint(certificateDER: der)
        (notBefore, notAfter) = try certificate.validity()
    }

    /// The PEM form, as `GET /v1/authority` hands it out.
    package var pem: String { PEM.text(of: der, label: Certificate.defaultPEMDiscriminator) }

    /// Says whether the certificate is valid at a moment.
    package func isValid(at moment: Timestamp) -> Bool { notBefore <= moment && moment <= notAfter }

    /// Compares the certificate with the fingerprint an invite carries.
    package func require(_ expected: AuthorityFingerprint) throws(CertificateFault) {
        guard fingerprint == expected else { throw .wrongAuthority(expected: expected, found: fingerprint) }
    }

    private static func maySign(_ certificate: Certificate) -> Bool {
        guard let constraints = try? certificate.extensions.basicConstraints,
            constraints == .isCertificateAuthority(maxPathLength: 0),
            let usage = try? certificate.extensions.keyUsage
        else { return false }
        return usage.keyCertSign
    }
}
