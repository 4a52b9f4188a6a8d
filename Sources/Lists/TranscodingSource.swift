// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// UTF-8 made of another encoding as it streams.
///
/// What is no character there (half a surrogate pair, half a unit at the end, a byte that Windows-1252 does not use) becomes
/// bytes that are no UTF-8, so that its row is refused like any other that cannot be read.
final class TranscodingSource: ByteSource {
    private let source: any ByteSource
    private let isWide: Bool
    private let isBigEndian: Bool
    private var input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    /// The first byte of a unit whose second is not there yet.
    private var halfUnit: UInt8?
    /// The first half of a surrogate pair.
    private var lead: UInt16?

    init(_ source: any ByteSource, from finding: EncodingDetector.Finding, bufferSize: Int) {
        self.source = source
        isWide = finding.encoding == .utf16
        isBigEndian = finding.isBigEndian
        input = [UInt8](repeating: 0, count: max(bufferSize, 1))
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        while position == output.count {
            guard !hasEnded else { return 0 }
            output.removeAll(keepingCapacity: true)
            position = 0
            let count = try source.read(into: &input, from: 0)
            hasEnded = count == 0
            if isWide { takeUnits(count) } else { takeBytes(count) }
        }
        let count = min(buffer.count, output.count - position)
        buffer.copyBytes(from: output[position..<position + count])
        position += count
        return count
    }

    // MARK: - Windows-1252

    private func takeBytes(_ count: Int) {
        for byte in input[..<count] {
            if byte < 0x80 { output.append(byte) } else { append(Self.windows1252(byte)) }
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

    // MARK: - UTF-16

    private func takeUnits(_ count: Int) {
        for byte in input[..<count] {
            guard let half = halfUnit else {
                halfUnit = byte
                continue
            }
            halfUnit = nil
            take(isBigEndian ? UInt16(half) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(half))
        }
        guard hasEnded else { return }
        if lead != nil || halfUnit != nil { append(nil) }
        lead = nil
        halfUnit = nil
    }

    private func take(_ unit: UInt16) {
        if let first = lead {
            lead = nil
            if UTF16.isTrailSurrogate(unit) { return append(UTF16.decode(UTF16.EncodedScalar([first, unit]))) }
            append(nil)
        }
        if unit < 0x80 {
            output.append(UInt8(unit))
        } else if UTF16.isLeadSurrogate(unit) {
            lead = unit
        } else {
            append(Unicode.Scalar(unit))
        }
    }

    /// Appends a character, or a byte that is none.
    private func append(_ scalar: Unicode.Scalar?) {
        guard let scalar else { return output.append(0xFF) }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
