// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Opens a sealed stream from a descriptor, block by block; see `SealedStream`.
///
/// Every byte that is given out was authenticated, and its place in the stream with it; but that the stream is whole is
/// known only when `read` has returned 0. A caller that acts before must be able to undo.
package struct SealedStreamReader: ~Copyable {
    private let descriptor: OwnedDescriptor
    private var state: SecretBytes
    private let plain: WipedBuffer
    private let sealed: WipedBuffer
    private var ready = 0..<0
    private var isFinal = false
    private var failure: SecretsError?
    private let bound: [UInt8]

    /// Takes over a descriptor that stands at the start of a sealed stream, and reads the headers.
    package init(
        from descriptor: consuming OwnedDescriptor, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws(SecretsError) {
        var state = try SecretBytes(count: SealedStream.stateCount)
        var start = [UInt8](repeating: 0, count: SealedHeader.byteCount + SealedStream.headerCount)
        let count = try Self.fill(&start, from: descriptor)
        try SealedHeader.stream.check(Array(start.prefix(count)), name: descriptor.name)
        guard count == start.count else { throw .truncated(name: descriptor.name) }
        let status = unsafe key.withUnsafeBytes { keyBytes in
            unsafe SealedStream.withState(&state) { state in
                unsafe start.withUnsafeBytes { bytes in
                    unsafe crypto_secretstream_xchacha20poly1305_init_pull(
                        state,
                        (bytes.baseAddress.unsafelyUnwrapped + SealedHeader.byteCount)
                            .assumingMemoryBound(to: UInt8.self),
                        keyBytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw .notAuthentic(name: descriptor.name) }
        self.descriptor = descriptor
        self.state = state
        plain = WipedBuffer(count: SealedStream.blockCount)
        sealed = WipedBuffer(count: SealedStream.sealedBlockCount)
        bound = SealedHeader.stream.bytes + associatedData
    }

    /// Fills the buffer as far as the stream goes; returns the number of bytes, 0 only at the authenticated end.
    ///
    /// - Throws: `notAuthentic`, `truncated` or `trailingBytes`; once it threw, it throws the same for ever.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(SecretsError) -> Int {
        var done = 0
        while done < buffer.count {
            if ready.isEmpty {
                if isFinal { break }
                try nextBlock()
                continue
            }
            let count = min(ready.count, buffer.count - done)
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count]).copyMemory(
                from: UnsafeRawBufferPointer(
                    rebasing: plain.bytes[ready.lowerBound..<ready.lowerBound + count]))
            ready = ready.lowerBound + count..<ready.upperBound
            done += count
        }
        return done
    }

    private mutating func nextBlock() throws(SecretsError) {
        if let failure { throw failure }
        do throws(SecretsError) {
            try openBlock()
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func openBlock() throws(SecretsError) {
        let count = try unsafe descriptor.readFull(into: sealed.bytes)
        // A block was promised: all before it were whole and none was the last.
        guard count >= SealedStream.overheadCount else { throw .truncated(name: descriptor.name) }
        let input = unsafe sealed.bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        let output = unsafe plain.bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        let bound = bound
        var tag: UInt8 = 0
        let status = unsafe SealedStream.withState(&state) { state in
            unsafe crypto_secretstream_xchacha20poly1305_pull(
                state, output, nil, &tag, input, UInt64(count), bound, UInt64(bound.count))
        }
        guard status == 0 else { throw .notAuthentic(name: descriptor.name) }
        if tag == SealedStream.finalTag {
            var probe = [UInt8](repeating: 0, count: 1)
            guard try Self.fill(&probe, from: descriptor) == 0 else { throw .trailingBytes(name: descriptor.name) }
            isFinal = true
        } else {
            guard tag == SealedStream.messageTag else { throw .notAuthentic(name: descriptor.name) }
            guard count == SealedStream.sealedBlockCount else { throw .truncated(name: descriptor.name) }
        }
        ready = 0..<count - SealedStream.overheadCount
    }

    private static func fill(
        _ bytes: inout [UInt8], from descriptor: borrowing OwnedDescriptor
    ) throws(SecretsError) -> Int {
        var span = bytes.mutableSpan
        return try unsafe span.withUnsafeMutableBytes { (buffer) throws(SecretsError) in
            try unsafe descriptor.readFull(into: buffer)
        }
    }
}
