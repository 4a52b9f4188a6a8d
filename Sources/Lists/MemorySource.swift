// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes in memory, then those of another source if there is one.
final class MemorySource: ByteSource {
    private var bytes: [UInt8]
    private var position = 0
    private let rest: (any ByteSource)?

    init(_ bytes: [UInt8], then rest: (any ByteSource)? = nil) {
        self.bytes = bytes
        self.rest = rest
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        guard position < bytes.count else {
            bytes = []
            position = 0
            return try rest?.read(into: buffer) ?? 0
        }
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
