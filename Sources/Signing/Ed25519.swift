// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto

/// The one place where Ed25519 is computed; everything else signs and verifies statements.
///
/// Verification is that of RFC 8032 without the cofactor; `PublicIdentity` and `Signature` have refused small-order and
/// non-canonical keys, non-canonical R and S ≥ ℓ before.
package enum Ed25519 {
    /// The one verifier: true where the signature covers the message under the key.
    package static func verifies(
        _ signature: Signature, over message: [UInt8], by identity: PublicIdentity
    ) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: identity.bytes) else { return false }
        return key.isValidSignature(signature.bytes, for: message)
    }

    /// Signs a message as it is; statements go through `Signed`, which separates their domains.
    package static func sign(_ message: [UInt8], by key: IdentityKey) throws -> Signature {
        try Signature(bytes: key.secret.signature(for: message))
    }
}
