// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads characters of more than one byte.
enum UTF8Decoder {
    /// Decodes the character at a position and moves behind it; nil if it is not well-formed (RFC 3629).
    static func decode(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Unicode.Scalar? {
        let lead = text[position]
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard position + length <= text.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = text[position + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        // Over-long forms; surrogates and values past U+10FFFF are refused by Unicode.Scalar.
        guard length == 2 || value >= (length == 3 ? 0x800 : 0x10000) else { return nil }
        position += length
        return Unicode.Scalar(value)
    }
}
