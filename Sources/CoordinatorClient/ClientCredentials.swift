// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A party's client certificate and its key, as the PEM documents its home keeps.
package struct ClientCredentials: Sendable {
    /// The certificate that enrolment granted.
    package let certificatePEM: String
    /// The key it was made for, PKCS#8.
    package let privateKeyPEM: String

    package init(certificatePEM: String, privateKeyPEM: String) {
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }
}

extension ClientCredentials: CustomStringConvertible, CustomReflectable {
    /// The certificate alone; the key is never printed.
    package var description: String { certificatePEM }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
