// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A server certificate and its key, as PEM documents for the coordinator's private files.
package struct ServerCredentials: Sendable {
    /// The certificate; the authority's is not part of it, because every client pins that one.
    package let certificatePEM: String
    /// The key, PKCS#8.
    package let privateKeyPEM: String
}

extension ServerCredentials: CustomStringConvertible, CustomReflectable {
    /// The certificate alone; the key is never printed.
    package var description: String { certificatePEM }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
