// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Draws random bytes in blocks, so that many small draws cost few calls of the system.
///
/// What was handed out, and the rest at the end, is zeroed.
package struct RandomPool: ~Copyable {
    private let block: WipedBuffer
    private var next: Int

    private static let byteCount = 4096

    /// - Throws: `SecretsError.libraryUnavailable`.
    package init() throws(SecretsError) {
        try Sodium.initialize()
        block = WipedBuffer(count: Self.byteCount)
        next = Self.byteCount
    }

    /// Draws at most 4,096 bytes into a buffer, which it fills.
    package mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        precondition(buffer.count <= Self.byteCount)
        // There is a block: its bytes are never none, and what was not filled would look as if it were.
        let base = unsafe block.bytes.baseAddress.unsafelyUnwrapped
        if next + buffer.count > Self.byteCount {
            unsafe randombytes_buf(base, Self.byteCount)
            next = 0
        }
        unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(start: base + next, count: buffer.count))
        unsafe sodium_memzero(base + next, buffer.count)
        next += buffer.count
    }
}
