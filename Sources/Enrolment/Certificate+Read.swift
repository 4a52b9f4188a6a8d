// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import SwiftASN1
internal import X509

extension Certificate {
    /// Reads one certificate with nothing after it.
    ///
    /// X509 overlooks unused bits at the end of the signature, which would give one certificate two encodings.
    static func reading(der: [UInt8], what: String) throws(CertificateFault) -> Certificate {
        do {
            let unused = try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
                for _ in 0..<2 where nodes.next() == nil { throw CertificateFault.unreadable(what) }
                return try ASN1BitString(derEncoded: &nodes).paddingBits
            }
            guard unused == 0 else { throw CertificateFault.unreadable(what) }
            return try Certificate(derEncoded: der)
        } catch { throw .unreadable(what) }
    }

    /// The DER encoding.
    func der() throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(self)
        return serializer.serializedBytes
    }
}

extension P256.Signing.PrivateKey {
    /// Reads a PKCS#8 or SEC 1 PEM document.
    static func reading(pem: String) throws(CertificateFault) -> P256.Signing.PrivateKey {
        do { return try P256.Signing.PrivateKey(pemRepresentation: pem) } catch { throw .unreadable("private key") }
    }
}
