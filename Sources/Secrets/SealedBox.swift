// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Seals one small secret with a key: XChaCha20-Poly1305 (IETF construction) under a random 24-byte nonce.
///
/// Bytes: "SYMBOX" 00 01 ‖ nonce (24) ‖ ciphertext ‖ tag (16). The associated data, which names the place the secret
/// belongs to (file, party, round), is authenticated after the eight bytes of the header but not stored.
package enum SealedBox {
    /// Bounds the sealed secret.
    package static let maximumByteCount = SecretBytes.maximumByteCount

    /// Counts the bytes a box has more than its secret: 48.
    package static let overhead = SealedHeader.byteCount + nonceCount + tagCount

    private static let nonceCount = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagCount = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    /// Seals bytes; every call uses a new nonce, so that equal secrets do not look equal.
    package static func seal(
        _ secret: UnsafeRawBufferPointer, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws(SecretsError) -> [UInt8] {
        try Sodium.initialize()
        guard secret.count <= maximumByteCount else { throw .tooLong(limit: maximumByteCount) }
        let bound = SealedHeader.box.bytes + associatedData
        var box = [UInt8](repeating: 0, count: overhead + secret.count)
        box.replaceSubrange(0..<SealedHeader.byteCount, with: SealedHeader.box.bytes)
        let status = unsafe key.withUnsafeBytes { keyBytes in
            unsafe box.withUnsafeMutableBytes { bytes in
                let nonce = unsafe bytes.baseAddress.unsafelyUnwrapped + SealedHeader.byteCount
                unsafe randombytes_buf(nonce, nonceCount)
                return unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    (nonce + nonceCount).assumingMemoryBound(to: UInt8.self), nil,
                    secret.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(secret.count),
                    bound, UInt64(bound.count), nil,
                    nonce.assumingMemoryBound(to: UInt8.self),
                    keyBytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
            }
        }
        guard status == 0 else { throw .tooLong(limit: maximumByteCount) }
        return box
    }

    /// Seals a locked secret.
    package static func seal(
        _ secret: borrowing SecretBytes, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws(SecretsError) -> [UInt8] {
        try unsafe secret.withUnsafeBytes { (bytes) throws(SecretsError) in
            try unsafe seal(bytes, key: key, associatedData: associatedData)
        }
    }

    /// Opens a box into locked memory.
    ///
    /// Throws `notSealed`, `unsupportedVersion`, `truncated`, `tooLong` or `notAuthentic`; the last does not tell a wrong
    /// key from other associated data or changed bytes, for they cannot be told apart. The name is what the errors call
    /// the box, such as its file's path.
    package static func open(
        _ box: [UInt8], key: borrowing SealingKey, associatedData: [UInt8], name: String
    ) throws(SecretsError) -> SecretBytes {
        try Sodium.initialize()
        try SealedHeader.box.check(box, name: name)
        guard box.count >= overhead else { throw .truncated(name: name) }
        var secret = try SecretBytes(count: box.count - overhead)
        let bound = SealedHeader.box.bytes + associatedData
        let status = unsafe key.withUnsafeBytes { keyBytes in
            unsafe box.withUnsafeBytes { bytes in
                unsafe secret.withUnsafeMutableBytes { plain in
                    let nonce = unsafe bytes.baseAddress.unsafelyUnwrapped + SealedHeader.byteCount
                    return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                        plain.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, nil,
                        (nonce + nonceCount).assumingMemoryBound(to: UInt8.self),
                        UInt64(bytes.count - SealedHeader.byteCount - nonceCount),
                        bound, UInt64(bound.count),
                        nonce.assumingMemoryBound(to: UInt8.self),
                        keyBytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw .notAuthentic(name: name) }
        return secret
    }
}
