// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Something that bytes can be read from, start to end, once.
package protocol ByteSource: AnyObject {
    /// Fills a buffer as far as one read goes; answers the bytes read, 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int
}

extension ByteSource {
    /// Reads once into the part of an array that starts at an index; answers the bytes read, 0 only at the end.
    func read(into bytes: inout [UInt8], from start: Int) throws(ListError) -> Int {
        var span = bytes.mutableSpan
        return try span.withUnsafeMutableBytes { (buffer) throws(ListError) in
            try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
        }
    }

    /// Reads up to a number of bytes, fewer only where the source ends.
    func readPrefix(_ count: Int) throws(ListError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = try read(into: &bytes, from: filled)
            if read == 0 { break }
            filled += read
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}
