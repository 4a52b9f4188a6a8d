// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Seals a stream of any length to a descriptor; see `SealedStream`.
///
/// Only `finish` makes the stream whole. Memory is two blocks; the plain one is zeroed at the end.
package struct SealedStreamWriter: ~Copyable {
    private var state: SecretBytes
    private let plain: WipedBuffer
    private let sealed: WipedBuffer
    private var filled = 0
    private let bound: [UInt8]

    /// Writes the headers.
    package init(
        to descriptor: borrowing OwnedDescriptor, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws(SecretsError) {
        var state = try SecretBytes(count: SealedStream.stateCount)
        var start = SealedHeader.stream.bytes + [UInt8](repeating: 0, count: SealedStream.headerCount)
        let status = unsafe key.withUnsafeBytes { keyBytes in
            unsafe SealedStream.withState(&state) { state in
                unsafe start.withUnsafeMutableBytes { bytes in
                    unsafe crypto_secretstream_xchacha20poly1305_init_push(
                        state,
                        (bytes.baseAddress.unsafelyUnwrapped + SealedHeader.byteCount)
                            .assumingMemoryBound(to: UInt8.self),
                        keyBytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw .libraryUnavailable }
        try unsafe start.span.withUnsafeBytes { (bytes) throws(SecretsError) in try unsafe descriptor.writeAll(bytes) }
        self.state = state
        plain = WipedBuffer(count: SealedStream.blockCount)
        sealed = WipedBuffer(count: SealedStream.sealedBlockCount)
        bound = SealedHeader.stream.bytes + associatedData
    }

    /// Appends bytes of any number; writes a block whenever one is full and more follows.
    package mutating func append(
        _ bytes: UnsafeRawBufferPointer, to descriptor: borrowing OwnedDescriptor
    ) throws(SecretsError) {
        var done = 0
        while done < bytes.count {
            if filled == SealedStream.blockCount { try flush(tag: SealedStream.messageTag, to: descriptor) }
            let count = min(SealedStream.blockCount - filled, bytes.count - done)
            unsafe UnsafeMutableRawBufferPointer(rebasing: plain.bytes[filled..<filled + count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + count]))
            filled += count
            done += count
        }
    }

    /// Writes the last block with the final tag.
    package consuming func finish(to descriptor: borrowing OwnedDescriptor) throws(SecretsError) {
        try flush(tag: SealedStream.finalTag, to: descriptor)
    }

    private mutating func flush(tag: UInt8, to descriptor: borrowing OwnedDescriptor) throws(SecretsError) {
        let count = filled
        filled = 0
        let input = unsafe plain.bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        let output = unsafe sealed.bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        let bound = bound
        let status = unsafe SealedStream.withState(&state) { state in
            unsafe crypto_secretstream_xchacha20poly1305_push(
                state, output, nil, input, UInt64(count), bound, UInt64(bound.count), tag)
        }
        guard status == 0 else { throw .tooLong(limit: SealedStream.blockCount) }
        try unsafe descriptor.writeAll(
            UnsafeRawBufferPointer(rebasing: sealed.bytes[0..<count + SealedStream.overheadCount]))
    }
}
