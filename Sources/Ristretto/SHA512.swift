// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Wraps libsodium's SHA-512, whose state is a plain value that can be copied: a prefix is hashed once and used often.
enum SHA512 {
    static let byteCount = 64
    static let blockByteCount = 128

    /// Holds the state before any byte.
    static let initialState: crypto_hash_sha512_state = {
        var state = crypto_hash_sha512_state()
        unsafe crypto_hash_sha512_init(&state)
        return state
    }()

    static func state(after bytes: [UInt8]) -> crypto_hash_sha512_state {
        var state = initialState
        update(&state, bytes)
        return state
    }

    static func update(_ state: inout crypto_hash_sha512_state, _ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        unsafe crypto_hash_sha512_update(&state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    static func update(_ state: inout crypto_hash_sha512_state, _ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe update(&state, $0) }
    }

    /// Writes 64 bytes; the state is of no use afterwards (libsodium zeroes it).
    static func finish(_ state: inout crypto_hash_sha512_state, to output: UnsafeMutableRawPointer) {
        unsafe crypto_hash_sha512_final(&state, output.assumingMemoryBound(to: UInt8.self))
    }

    static func finish(_ state: inout crypto_hash_sha512_state) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: byteCount)
        unsafe output.withUnsafeMutableBytes { unsafe finish(&state, to: $0.baseAddress.unsafelyUnwrapped) }
        return output
    }

    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state = state(after: bytes)
        return finish(&state)
    }
}
