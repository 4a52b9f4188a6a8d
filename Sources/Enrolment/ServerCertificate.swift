// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import SwiftASN1
internal import X509

/// The certificate a server showed: for `doctor`, which says more than TLS does about why it was refused.
package struct ServerCertificate: Hashable, Sendable {
    /// The DNS names and addresses it is for; other kinds of names are left out.
    package let hosts: [ServerHost]
    /// The first moment of validity.
    package let notBefore: Timestamp
    /// The last moment of validity.
    package let notAfter: Timestamp
    private let certificate: Certificate

    /// Reads one DER certificate.
    package init(der: [UInt8]) throws(CertificateFault) {
        certificate = try Certificate.reading(der: der, what: "server's certificate")
        (notBefore, notAfter) = try certificate.validity()
        do {
            hosts = try certificate.extensions.subjectAlternativeNames?.compactMap(ServerHost.init(generalName:)) ?? []
        } catch { throw .unreadable("server's certificate") }
    }

    /// Reads the first certificate of a PEM file with one document.
    package init(pem: String) throws(CertificateFault) {
        try self.init(der: try PEM.bytes(of: pem, label: Certificate.defaultPEMDiscriminator))
    }

    /// Checks issuer, use, validity and name, in this order.
    package func verify(authority: AuthorityCertificate, host: ServerHost, now: Timestamp) throws(CertificateFault) {
        guard certificate.issuer == authority.certificate.subject,
            authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .serverOfOtherAuthority }
        guard let usages = try? certificate.extensions.extendedKeyUsage, usages.contains(.serverAuth) else {
            throw .notForServers
        }
        guard notBefore <= now, now <= notAfter, authority.isValid(at: now) else {
            throw .serverOutsideValidity(from: notBefore, to: notAfter)
        }
        guard hosts.contains(where: { $0.isSame(as: host) }) else { throw .otherHost(host, hosts) }
    }
}
