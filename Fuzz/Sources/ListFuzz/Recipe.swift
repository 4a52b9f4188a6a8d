// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CZlib
import Lists

/// How an input of the fuzzer is read: eight bytes that choose the options, then the list.
struct Recipe {
    static let headSize = 8

    let bytes: [UInt8]
    private let head: [UInt8]

    /// Nil if the input is shorter than its head.
    init?(_ input: UnsafeRawBufferPointer) {
        guard input.count >= Self.headSize else { return nil }
        head = Array(input.prefix(Self.headSize))
        bytes = Array(input.dropFirst(Self.headSize))
    }

    var name: String { ["list.csv", "list.ndjson", "list.txt", "list", "list.csv.gz", "list.tsv"][Int(head[0] % 6)] }
    var rowLimit: Int { head[1] == 0 ? 1 << 20 : Int(head[1]) }
    var bufferSize: Int { Int(head[2]) + 1 }
    var capacity: Int { Int(head[3] % 32) + 1 }

    func options(isChunked: Bool) -> ListOptions {
        var options = ListOptions()
        let formats: [ListFormat?] = [nil, .csv, .ndjson, .text]
        options.format = formats[Int(head[4] % 4)]
        let delimiters: [UInt8?] = [nil, 0x2C, 0x3B, 0x09, 0x7C]
        options.delimiter = options.format == .csv ? delimiters[Int(head[4] / 4 % 5)] : nil
        options.hasHeader = [nil, true, false][Int(head[5] % 3)]
        switch head[5] / 3 % 4 {
        case 1: options.numberColumn = .index(Int(head[6] % 4) + 1)
        case 2: options.numberColumn = .name("phone")
        default: break
        }
        options.rowLimit = rowLimit
        options.bufferSize = isChunked ? bufferSize : 1 << 16
        return options
    }

    var columns: [ColumnChoice] {
        switch head[7] % 4 {
        case 1: [.name("a")]
        case 2: [.index(2), .index(1)]
        default: []
        }
    }

    /// The list as a gzip file; nil unless the head asks for it.
    func packed() -> [UInt8]? {
        guard head[7] & 0x80 != 0, !bytes.starts(with: [0x1F, 0x8B]) else { return nil }
        var stream = z_stream()
        // 15 bits of window, and 16 for gzip's frame.
        guard
            deflateInit2_(
                &stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                CInt(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + 1024)
        let isDone = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = CUnsignedInt(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = CUnsignedInt(to.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
        }
        guard isDone else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
