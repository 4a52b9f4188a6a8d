// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes that wait in a temporary file until they are read once, from the start.
package final class ByteSpool {
    private static let bufferSize = 1 << 16
    private let file: SpillFile
    private var buffer: [UInt8] = []
    /// Reading: the next byte in the buffer, and the next byte of the file behind it.
    private var index = 0
    private var position = 0

    package init(in folder: String) throws(SpillError) { file = try SpillFile(in: folder) }

    /// Adds bytes.
    package func append(_ bytes: ArraySlice<UInt8>) throws(SpillError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Ends adding; then the bytes can be read.
    package func rewind() throws(SpillError) {
        try flush()
        buffer = []
    }

    /// The next bytes, fewer than asked for only at the end.
    package func read(_ count: Int) throws(SpillError) -> ArraySlice<UInt8> {
        if buffer.count - index < count {
            buffer.removeSubrange(..<index)
            index = 0
            let start = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: max(Self.bufferSize, count) - start))
            let filled = try file.read(at: position, into: &buffer, from: start)
            position += filled
            buffer.removeLast(buffer.count - start - filled)
        }
        let end = min(index + count, buffer.count)
        defer { index = end }
        return buffer[index..<end]
    }

    private func flush() throws(SpillError) {
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
