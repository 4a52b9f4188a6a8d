// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto

/// The private Ed25519 key of a party or of the coordinator; it never prints itself.
package struct IdentityKey: Sendable, CustomStringConvertible, CustomReflectable {
    let secret: Curve25519.Signing.PrivateKey

    /// The key that others know.
    package let publicIdentity: PublicIdentity

    /// Draws a key from the system's random generator.
    package init() throws(IdentityError) {
        try self.init(Curve25519.Signing.PrivateKey())
    }

    /// Takes the 32-byte seed of RFC 8032.
    package init(rawRepresentation bytes: some Collection<UInt8>) throws(IdentityError) {
        guard bytes.count == 32, let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(bytes)) else {
            throw .privateKey
        }
        try self.init(secret)
    }

    private init(_ secret: Curve25519.Signing.PrivateKey) throws(IdentityError) {
        self.secret = secret
        publicIdentity = try PublicIdentity(bytes: secret.publicKey.rawRepresentation)
    }

    /// Lends the 32-byte seed for storage; the copy is overwritten afterwards, so it must not escape.
    package func withRawRepresentation<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        var copy = Array(secret.rawRepresentation)
        defer { copy.withUnsafeMutableBytes { for index in $0.indices { $0[index] = 0 } } }
        return try copy.withUnsafeBytes(body)
    }

    package var description: String { "IdentityKey(private)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
