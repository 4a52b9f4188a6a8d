// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Crypto
internal import FoundationEssentials
package import Signing
internal import SwiftASN1
package import Vocabulary
internal import X509

extension CertificateAuthority {
    /// Issues the coordinator's server certificate for one or more DNS names and IP addresses.
    ///
    /// The first host becomes the common name too (cut to 64 characters; clients look at the alternative names only).
    package func serverCredentials(
        for hosts: [ServerHost], now: Timestamp, key: P256.Signing.PrivateKey = P256.Signing.PrivateKey(),
        using generator: inout some RandomNumberGenerator
    ) throws -> ServerCredentials {
        guard let first = hosts.first else { throw CertificateFault.noHosts }
        let der = try issue(
            to: Certificate.PublicKey(key.publicKey), commonName: first.text, names: hosts.map(\.generalName),
            usage: .serverAuth, now: now, using: &generator)
        return ServerCredentials(
            certificatePEM: PEM.text(of: der, label: Certificate.defaultPEMDiscriminator),
            privateKeyPEM: key.pemRepresentation + "\n")
    }

    /// Issues a party's client certificate for the key of a certificate request.
    ///
    /// Subject and attributes of the request are ignored: the caller says whom it is for. Issuing again for the same
    /// party is renewal. The request must carry a P-256 key and a signature that verifies under it.
    package func clientCertificate(
        for party: PartyID, request: [UInt8], now: Timestamp, using generator: inout some RandomNumberGenerator
    ) throws -> PartyCertificate {
        guard party != .coordinator else { throw CertificateFault.reservedParty(party) }
        let der = try issue(
            to: try CertificateRequest.verifiedKey(in: request), commonName: party.name,
            names: [.uniformResourceIdentifier(PartyCertificate.prefix + party.name)],
            usage: .clientAuth, now: now, using: &generator)
        return try PartyCertificate(der: der)
    }

    private func issue(
        to publicKey: Certificate.PublicKey, commonName: String, names: [GeneralName], usage: ExtendedKeyUsage.Usage,
        now: Timestamp, using generator: inout some RandomNumberGenerator
    ) throws -> [UInt8] {
        guard certificate.isValid(at: now) else { throw CertificateFault.outsideValidity }
        let authority = certificate.certificate
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(drawnBy: &generator), publicKey: publicKey,
            notValidBefore: now.date(plus: -Self.backdating),
            // Nothing outlives the authority: a chain fails with its first expired certificate.
            notValidAfter: min(now.date(plus: Self.issuedLifetime), authority.notValidAfter),
            issuer: authority.subject,
            subject: try DistinguishedName { CommonName(String(commonName.prefix(64))) },
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([usage])
                SubjectAlternativeNames(names)
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(
                    keyIdentifier: try authority.extensions.subjectKeyIdentifier?.keyIdentifier)
            },
            issuerPrivateKey: Certificate.PrivateKey(key))
        return try certificate.der()
    }
}
