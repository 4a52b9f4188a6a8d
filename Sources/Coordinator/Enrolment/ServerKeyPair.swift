// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The server's TLS certificate and its key, as the PEM documents that the home keeps.
package struct ServerKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    package let certificatePEM: String
    package let privateKeyPEM: String

    package init(certificatePEM: String, privateKeyPEM: String) {
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }

    /// The certificate alone; the key is never printed.
    package var description: String { certificatePEM }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
