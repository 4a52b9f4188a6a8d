// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CZlib
import Lists
import Testing

@Suite("Compressed lists are read as they stream")
struct GzipTests {
    static func compress(_ text: String) -> [UInt8] { compress(Array(text.utf8)) }

    /// A member of one row and one line of `4` that goes on for so many megabytes.
    static func bomb(megabytes: Int) throws -> [UInt8] {
        // Members behind each other make one file, and the same one a thousand times is made quickly.
        compress("phone\n+14155550131\n")
            + (0..<megabytes).reduce(into: [UInt8]()) { bytes, _ in bytes += megabyte }
    }

    private static let megabyte = compress(String(repeating: "4", count: 1 << 20))

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        var input = bytes
        var output = [UInt8](repeating: 0, count: input.count + 1024)
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        deflateEnd(&stream)
        return Array(output.prefix(count))
    }

    private let rows = [
        ReadRow(row: 1, line: 2, number: "+14155550131"), ReadRow(row: 2, line: 3, number: "+14155550132"),
    ]

    @Test("Plain members, several of them, and padding behind them", arguments: [1, 3, 65536])
    func reads(_ bufferSize: Int) throws {
        var options = ListOptions()
        options.bufferSize = bufferSize
        let first = Self.compress("phone,a\n+14155550131,x\n+141")
        let second = Self.compress("55550132,y\n")
        #expect(try read(first + second, name: "a.csv.gz", options: options) == rows)
        #expect(try read(first + second + [0, 0, 0], name: "a.csv.gz", options: options) == rows)
        #expect(try read(first + second, name: "a.csv", options: options) == rows)
    }

    @Test("A file that is cut off is refused, wherever it is cut")
    func refusesTruncation() {
        let whole = Self.compress("phone,a\n" + (0..<100).map { "+141555501\($0 % 90 + 10),\($0)\n" }.joined())
        for count in [3, 12, whole.count / 2, whole.count - 9, whole.count - 1] {
            #expect(
                message { _ = try read(Array(whole.prefix(count)), name: "a.csv.gz") }
                    == "a.csv.gz: the gzip file is cut off; copy or export it again.")
        }
    }

    @Test("Damage and foreign bytes behind the end are refused")
    func refusesDamage() {
        var bytes = Self.compress("phone\n+14155550131\n")
        #expect(
            message { _ = try read(bytes + [0x41], name: "a.gz") }
                == "a.gz: the gzip file is damaged; copy or export it again.")
        bytes[bytes.count - 6] ^= 1
        #expect(
            message { _ = try read(bytes, name: "a.gz") } == "a.gz: the gzip file is damaged; copy or export it again.")
    }

    @Test("An empty list is empty when it is compressed too")
    func refusesEmpty() {
        #expect(
            message { _ = try read(Self.compress(""), name: "a.gz") } == "a.gz: the list is empty; check the export.")
    }

    @Test("A row of 16 MB out of a small file is refused within the limit")
    func keepsMemory() throws {
        let long = String(repeating: "4", count: 16 << 20)
        let bytes = Self.compress("phone\n+14155550131\n\(long)\n+14155550132\n")
        var reader = try ListReader(bytes: bytes, name: "a.gz")
        var batch = RowBatch()
        var held = 0
        var rejections: [RowRejection?] = []
        while try reader.next(into: &batch) {
            held = max(held, reader.memory + batch.memory)
            for index in 0..<batch.count { rejections.append(batch[index].rejection) }
        }
        #expect(rejections == [nil, .rowTooLong, nil])
        #expect(held < 4 << 20)
    }
}
