// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Lowercase base16 without separators, the only form of bytes in signed documents.
package enum Hexadecimal {
    /// Writes two lowercase digits a byte.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (index, byte) in bytes.enumerated() {
                text[2 * index] = digit(byte >> 4)
                text[2 * index + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }

    /// Appends two lowercase digits a byte.
    package static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        // All at once: texts of millions of rows are made of it.
        withUnsafeTemporaryAllocation(byteCount: 2 * bytes.count, alignment: 1) { digits in
            for (index, byte) in bytes.enumerated() {
                digits[2 * index] = digit(byte >> 4)
                digits[2 * index + 1] = digit(byte & 15)
            }
            text.append(contentsOf: digits)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    /// Reads any whole number of bytes; an odd length, an upper-case digit or any other character is refused.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(text, count: text.utf8.count / 2) }

    /// Reads exactly `count` bytes; upper case, separators and other lengths are refused.
    package static func decode(_ text: some StringProtocol, count: Int) -> [UInt8]? {
        let digits = text.utf8
        guard digits.count == count * 2 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case 48...57: value = digit - 48
            case 97...102: value = digit - 87
            default: return nil
            }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}
