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

    /// Draws at most 4,096 bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        precondition((0...Self.byteCount).contains(count))
        guard let base = unsafe block.bytes.baseAddress else { return [] }
        if next + count > Self.byteCount {
            unsafe randombytes_buf(base, Self.byteCount)
            next = 0
        }
        let drawn = unsafe UnsafeMutableRawBufferPointer(start: base + next, count: count)
        next += count
        defer { if let start = drawn.baseAddress { unsafe sodium_memzero(start, count) } }
        return unsafe [UInt8](drawn)
    }
}
