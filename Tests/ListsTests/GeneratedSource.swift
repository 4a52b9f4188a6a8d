// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// A file that is made while it is read: pieces, each repeated, so that a test reads gigabytes out of nothing.
final class GeneratedSource: ByteSource {
    private var pieces: [(bytes: [UInt8], count: Int)]
    private var position = 0

    init(_ pieces: [(text: String, count: Int)]) {
        self.pieces = pieces.map { (Array($0.text.utf8), $0.count) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        var filled = 0
        while filled < buffer.count, let piece = pieces.first {
            let count = min(buffer.count - filled, piece.bytes.count - position)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                .copyBytes(from: piece.bytes[position..<position + count])
            filled += count
            position += count
            guard position == piece.bytes.count else { continue }
            position = 0
            pieces[0].count -= 1
            if pieces[0].count == 0 { pieces.removeFirst() }
        }
        return filled
    }
}
