// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Owns a secret of fixed length in locked memory.
///
/// The memory comes from `sodium_malloc`: between guard pages, checked by a canary, kept from swap and core dumps, and
/// zeroed when the value ends. It cannot be copied by accident, has no text, and is compared in constant time. Each
/// secret locks at least one page (usually 4 KiB of an RLIMIT_MEMLOCK of usually 8 MiB): for keys, not for lists.
@safe
package struct SecretBytes: ~Copyable, @unchecked Sendable {
    // Unchecked because of the pointer. Proof: one value owns it, reading borrows and writing needs exclusive access.

    /// Bounds the length of one secret.
    package static let maximumByteCount = 1 << 20

    private let base: UnsafeMutableRawPointer

    /// Counts the bytes of the secret.
    package let count: Int

    /// Makes `count` zero bytes.
    ///
    /// - Throws: `memoryNotLocked` where RLIMIT_MEMLOCK is too small, rather than go on with memory that may be swapped.
    package init(count: Int) throws(SecretsError) {
        try Sodium.initialize()
        guard count >= 0 else { throw .wrongLength(expected: 0, actual: count) }
        guard count <= Self.maximumByteCount else { throw .tooLong(limit: Self.maximumByteCount) }
        let size = max(count, 1)
        guard let memory = unsafe sodium_malloc(size) else { throw .memoryUnavailable(byteCount: count) }
        // sodium_malloc ignores a failure to lock; asking again tells, and costs nothing where it was locked.
        guard unsafe sodium_mlock(memory, size) == 0 else {
            unsafe sodium_free(memory)
            throw .memoryNotLocked(byteCount: count)
        }
        unsafe sodium_memzero(memory, size)
        unsafe base = memory
        self.count = count
    }

    /// Copies bytes into locked memory; the caller wipes the original.
    package init(copying bytes: UnsafeRawBufferPointer) throws(SecretsError) {
        try self.init(count: bytes.count)
        unsafe withUnsafeMutableBytes { unsafe $0.copyMemory(from: bytes) }
    }

    /// Copies bytes into locked memory; only for values that are no secret yet, such as those of tests.
    package init(copying bytes: [UInt8]) throws(SecretsError) {
        try self.init(count: bytes.count)
        unsafe withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes) }
    }

    /// Makes `count` bytes from the system's random source.
    package static func random(count: Int) throws(SecretsError) -> SecretBytes {
        var secret = try SecretBytes(count: count)
        unsafe secret.withUnsafeMutableBytes { unsafe randombytes_buf($0.baseAddress.unsafelyUnwrapped, $0.count) }
        return secret
    }

    /// Makes a second locked copy, on purpose.
    package borrowing func copy() throws(SecretsError) -> SecretBytes {
        var other = try SecretBytes(count: count)
        unsafe withUnsafeBytes { source in
            unsafe other.withUnsafeMutableBytes { unsafe $0.copyMemory(from: source) }
        }
        return other
    }

    /// Lends the bytes for reading; they must not leave the closure.
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Lends the bytes for writing; they must not leave the closure.
    package mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeMutableRawBufferPointer(start: base, count: count))
    }

    /// Compares two secrets in time that depends on their lengths only.
    package borrowing func isEqual(to other: borrowing SecretBytes) -> Bool {
        unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in unsafe constantTimeEqual(mine, theirs) }
        }
    }

    deinit {
        // Zeroes, unlocks, and ends the process where the canary was overwritten.
        unsafe sodium_free(base)
    }
}
