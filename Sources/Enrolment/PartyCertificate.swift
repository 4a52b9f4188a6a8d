// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
package import Signing
package import Vocabulary
internal import X509

/// A client certificate that names one party: the only kind the coordinator lets speak.
///
/// Strict: not an authority, extended key usage client authentication alone, and as alternative names exactly one URI
/// `symbolon:party:ID`. The reader does not check who signed it: at the server TLS has, elsewhere `verify` does.
package struct PartyCertificate: Hashable, Sendable {
    /// The DER encoding.
    package let der: [UInt8]
    /// The party it names.
    package let party: PartyID
    /// The first moment of validity.
    package let notBefore: Timestamp
    /// The last moment of validity.
    package let notAfter: Timestamp
    let certificate: Certificate

    static let prefix = "symbolon:party:"

    /// Reads one DER certificate.
    package init(der: [UInt8]) throws(CertificateFault) {
        let certificate = try Certificate.reading(der: der, what: "client certificate")
        party = try Self.party(in: certificate)
        self.certificate = certificate
        self.der = der
        (notBefore, notAfter) = try certificate.validity()
    }

    /// Reads one PEM document.
    package init(pem: String) throws(CertificateFault) {
        try self.init(der: try PEM.bytes(of: pem, label: Certificate.defaultPEMDiscriminator))
    }

    /// The PEM form.
    package var pem: String { PEM.text(of: der, label: Certificate.defaultPEMDiscriminator) }

    /// The party that a TLS peer's certificate names.
    package static func partyID(ofCertificateDER der: [UInt8]) throws(CertificateFault) -> PartyID {
        try party(in: try Certificate.reading(der: der, what: "client certificate"))
    }

    /// Checks issuer, signature and validity.
    package func verify(authority: AuthorityCertificate, now: Timestamp) throws(CertificateFault) {
        guard certificate.issuer == authority.certificate.subject,
            authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .notSignedByAuthority }
        guard notBefore <= now, now <= notAfter, authority.isValid(at: now) else { throw .outsideValidity }
    }

    /// Checks that the certificate was made for the key of a request.
    package func require(keyOf request: CertificateRequest) throws(CertificateFault) {
        guard certificate.publicKey == Certificate.PublicKey(request.key.publicKey) else { throw .keyMismatch }
    }

    private static func party(in certificate: Certificate) throws(CertificateFault) -> PartyID {
        // An unreadable extension throws below and is refused like a missing one.
        guard let constraints = try? certificate.extensions.basicConstraints,
            constraints == .notCertificateAuthority
        else { throw .authorityAsParty }
        guard let usages = try? certificate.extensions.extendedKeyUsage, Array(usages) == [.clientAuth] else {
            throw .notForClients
        }
        guard let names = try? certificate.extensions.subjectAlternativeNames, names.count == 1,
            case .uniformResourceIdentifier(let uri)? = names.first, uri.hasPrefix(prefix),
            let party = PartyID(uri.dropFirst(prefix.count))
        else { throw .noSingleParty }
        guard party != .coordinator else { throw .reservedParty(party) }
        return party
    }
}
