// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// UTF-8 made of another encoding as it streams.
///
/// What is no character there (half a surrogate pair, half a unit at the end, a byte that Windows-1252 does not use) becomes
/// bytes that are no UTF-8, so that its row is refused like any other that cannot be read.
final class TranscodingSource: ByteSource {
    private let source: any ByteSource
    /// Nil for Windows-1252.
    private var wide: WideDecoder?
    private var input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0
    private var hasEnded = false

    init(_ source: any ByteSource, from finding: EncodingDetector.Finding, bufferSize: Int) {
        self.source = source
        wide = finding.encoding == .utf16 ? WideDecoder(isBigEndian: finding.isBigEndian) : nil
        input = [UInt8](repeating: 0, count: max(bufferSize, 1))
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        while position == output.count {
            guard !hasEnded else { return 0 }
            output.removeAll(keepingCapacity: true)
            position = 0
            let count = try source.read(into: &input, from: 0)
            hasEnded = count == 0
            if wide == nil {
                takeBytes(count)
            } else {
                input.withUnsafeBufferPointer { wide?.take(UnsafeBufferPointer(rebasing: $0[..<count]), into: &output) }
                if hasEnded { wide?.finish(into: &output) }
            }
        }
        let count = min(buffer.count, output.count - position)
        buffer.copyBytes(from: output[position..<position + count])
        position += count
        return count
    }

    private func takeBytes(_ count: Int) {
        var start = 0
        while start < count {
            // Most text is ASCII, and goes over as it is.
            let end = input[start..<count].firstIndex { $0 >= 0x80 } ?? count
            output.append(contentsOf: input[start..<end])
            if end < count { WideDecoder.append(Self.windows1252(input[end]), to: &output) }
            start = end + 1
        }
    }

    /// The character that a byte from 0x80 stands for, nil where there is none.
    static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
        guard byte < 0xA0 else { return Unicode.Scalar(byte) }
        let unit = upperControls[Int(byte & 0x1F)]
        return unit == 0 ? nil : Unicode.Scalar(unit)
    }

    /// 0x80 to 0x9F, as the WHATWG and unicode.org have it; 0 where there is no character.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
