// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium
package import Secrets

/// Owns a secret scalar of ristretto255: 1 ≤ k < ℓ = 2^252 + 27742317777372353535851937790883648493, little-endian.
///
/// It lives in locked memory, cannot be copied by accident, has no text, and is zeroed when it ends.
package struct Scalar: ~Copyable, Sendable {
    /// Counts the bytes of an encoded scalar.
    package static let byteCount = Int(crypto_core_ristretto255_SCALARBYTES)

    /// Counts the uniform bytes that are reduced to a scalar.
    package static let uniformByteCount = Int(crypto_core_ristretto255_NONREDUCEDSCALARBYTES)

    private let secret: SecretBytes

    /// Takes 32 bytes as a scalar, strictly: not zero, and below ℓ; in constant time.
    package init(canonical bytes: consuming SecretBytes) throws {
        guard bytes.count == Self.byteCount else {
            throw ScalarError.wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        var wide = try SecretBytes(count: Self.uniformByteCount)
        unsafe bytes.withUnsafeBytes { narrow in
            unsafe wide.withUnsafeMutableBytes { unsafe $0.copyMemory(from: narrow) }
        }
        let reduced = try Self.reduce(wide)
        guard reduced.isEqual(to: bytes) else { throw ScalarError.notReduced }
        try self.init(checkingZero: bytes)
    }

    /// Copies 32 bytes into locked memory and takes them as a scalar, strictly; the caller wipes the original.
    package init(canonical bytes: UnsafeRawBufferPointer) throws {
        try self.init(canonical: unsafe SecretBytes(copying: bytes))
    }

    /// Takes 64 uniform bytes and reduces them modulo ℓ; refuses the zero that comes out once in 2^252.
    package init(reducing bytes: consuming SecretBytes) throws {
        guard bytes.count == Self.uniformByteCount else {
            throw ScalarError.wrongLength(expected: Self.uniformByteCount, actual: bytes.count)
        }
        try self.init(checkingZero: try Self.reduce(bytes))
    }

    private init(checkingZero bytes: consuming SecretBytes) throws(ScalarError) {
        let isZero = unsafe bytes.withUnsafeBytes { bytes in
            unsafe sodium_is_zero(bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self), bytes.count)
        }
        guard isZero == 0 else { throw .zero }
        secret = bytes
    }

    /// Makes a scalar at random, uniform over 1 … ℓ − 1.
    package static func random() throws -> Scalar {
        var bytes = try SecretBytes(count: byteCount)
        unsafe bytes.withUnsafeMutableBytes { bytes in
            unsafe crypto_core_ristretto255_scalar_random(
                bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
        }
        return try Scalar(checkingZero: bytes)
    }

    /// Gives the scalar that undoes this one: 1 / k modulo ℓ.
    package borrowing func inverted() throws -> Scalar {
        var inverse = try SecretBytes(count: Self.byteCount)
        let status = unsafe secret.withUnsafeBytes { bytes in
            unsafe inverse.withUnsafeMutableBytes { inverse in
                unsafe crypto_core_ristretto255_scalar_invert(
                    inverse.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self),
                    bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
            }
        }
        guard status == 0 else { throw ScalarError.zero }
        return try Scalar(checkingZero: inverse)
    }

    /// Lends the 32 bytes for reading; they must not leave the closure.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe secret.withUnsafeBytes(body)
    }

    private static func reduce(_ wide: borrowing SecretBytes) throws(SecretsError) -> SecretBytes {
        var reduced = try SecretBytes(count: byteCount)
        unsafe wide.withUnsafeBytes { wide in
            unsafe reduced.withUnsafeMutableBytes { reduced in
                unsafe crypto_core_ristretto255_scalar_reduce(
                    reduced.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self),
                    wide.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
            }
        }
        return reduced
    }
}
