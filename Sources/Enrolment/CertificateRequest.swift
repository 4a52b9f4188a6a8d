// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Crypto
internal import SwiftASN1
internal import X509

/// A party's own certificate request (PKCS#10, RFC 2986) and the P-256 key it was made with.
///
/// ECDSA signatures differ every time, and the coordinator knows a repeated enrolment by the bytes of the request: a
/// party stores both PEM documents before it sends the request, and sends the same bytes after a lost reply.
package struct CertificateRequest: Sendable {
    /// The DER encoding, the form that is sent.
    package let der: [UInt8]
    let key: P256.Signing.PrivateKey

    /// Makes a request; subject and attributes are empty, because the authority ignores them.
    package init(key: P256.Signing.PrivateKey = P256.Signing.PrivateKey()) throws {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName(), privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes())
        var serializer = DER.Serializer()
        try serializer.serialize(request)
        der = serializer.serializedBytes
        self.key = key
    }

    /// Reads a stored request and its key, which must belong together.
    package init(pem: String, privateKeyPEM: String) throws(CertificateFault) {
        der = try PEM.bytes(of: pem, label: CertificateSigningRequest.defaultPEMDiscriminator)
        key = try P256.Signing.PrivateKey.reading(pem: privateKeyPEM)
        guard try Self.verifiedKey(in: der) == Certificate.PublicKey(key.publicKey) else { throw .keyMismatch }
    }

    /// The request as a PEM document.
    package var pem: String { PEM.text(of: der, label: CertificateSigningRequest.defaultPEMDiscriminator) }

    /// The key as a PKCS#8 PEM document: for a private file and nothing else.
    package var privateKeyPEM: String { key.pemRepresentation + "\n" }

    /// The key a request asks for, once its own signature has shown that the sender holds it.
    static func verifiedKey(in der: [UInt8]) throws(CertificateFault) -> Certificate.PublicKey {
        let request: CertificateSigningRequest
        do { request = try CertificateSigningRequest(derEncoded: der) } catch {
            throw .unreadable("certificate request")
        }
        guard P256.Signing.PublicKey(request.publicKey) != nil else { throw .notP256 }
        guard request.publicKey.isValidSignature(request.signature, for: request) else { throw .forgedRequest }
        return request.publicKey
    }
}

extension CertificateRequest: CustomStringConvertible, CustomReflectable {
    /// The request alone; the key is never printed.
    package var description: String { pem }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
