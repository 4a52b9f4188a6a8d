// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The TLS client certificate of a party and its private key; the key never prints itself.
package struct ClientCredentials: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// One or more certificates, PEM.
    package let certificate: String
    /// The private key, PEM.
    package let privateKey: String

    package init(certificate: String, privateKey: String) {
        self.certificate = certificate
        self.privateKey = privateKey
    }

    package var description: String { "ClientCredentials(private)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
