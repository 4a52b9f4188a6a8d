// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Owns a 32-byte key that seals boxes and files; one key may do both, for their formats are told apart by their headers.
package struct SealingKey: ~Copyable, Sendable {
    /// Gives the length of a key: 32 bytes, for XChaCha20-Poly1305.
    package static let byteCount = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)

    private let secret: SecretBytes

    /// Takes a secret as the key; it must be 32 bytes that were made at random.
    package init(_ secret: consuming SecretBytes) throws(SecretsError) {
        guard secret.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, actual: secret.count)
        }
        self.secret = secret
    }

    /// Makes a new key.
    package static func random() throws(SecretsError) -> SealingKey {
        try SealingKey(try SecretBytes.random(count: byteCount))
    }

    /// Lends the key's bytes, to store it in a box of another key or in a private file.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe secret.withUnsafeBytes(body)
    }
}
