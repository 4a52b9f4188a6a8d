// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Gives the sizes of a sealed stream, crypto_secretstream_xchacha20poly1305 in blocks.
///
/// Bytes: "SYMSTR" 00 01 ‖ stream header (24) ‖ blocks. Every block but the last seals exactly 65,536 bytes; the last
/// seals 0 to 65,536 and carries the final tag, so that a stream that was cut, extended, changed or put into another
/// order does not open. Each block is 17 bytes longer than what it seals. The header and the caller's associated data
/// are authenticated with every block.
package enum SealedStream {
    /// Counts the bytes a block seals.
    package static let blockCount = 1 << 16

    static let overheadCount = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
    static let sealedBlockCount = blockCount + overheadCount
    static let headerCount = Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    static let stateCount = MemoryLayout<crypto_secretstream_xchacha20poly1305_state>.size
    static let messageTag = UInt8(0)
    static let finalTag = UInt8(
        crypto_secretstream_xchacha20poly1305_TAG_PUSH | crypto_secretstream_xchacha20poly1305_TAG_REKEY)

    /// Counts the bytes of a sealed stream of `count` plain bytes.
    package static func sealedCount(of count: Int) -> Int {
        let blocks = max(1, (count + blockCount - 1) / blockCount)
        return SealedHeader.byteCount + headerCount + count + blocks * overheadCount
    }

    /// Views the stream's state, which holds its key, inside locked memory.
    static func withState<Result>(
        _ secret: inout SecretBytes,
        _ body: (UnsafeMutablePointer<crypto_secretstream_xchacha20poly1305_state>) -> Result
    ) -> Result {
        unsafe secret.withUnsafeMutableBytes { bytes in
            // The state is bytes only, alignment 1, and the memory was made for it.
            unsafe body(
                bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(
                    to: crypto_secretstream_xchacha20poly1305_state.self))
        }
    }
}
