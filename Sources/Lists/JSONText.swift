// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Resolves the escapes of JSON strings (RFC 8259, section 7) that were checked before.
enum JSONText {
    static func hex(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Appends the string's content as UTF-8; a lone surrogate becomes the replacement character.
    static func appendUnescaped(_ text: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) {
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position] == UInt8(ascii: "\\"), position + 1 < text.endIndex else {
                bytes.append(text[position])
                position += 1
                continue
            }
            let mark = text[position + 1]
            position += 2
            switch mark {
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "u"):
                bytes.append(contentsOf: UTF8.encode(scalar(text, &position)) ?? UTF8.encodedReplacementCharacter)
            default: bytes.append(mark)
            }
        }
    }

    private static func scalar(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ position: inout Int) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let high = unit(text, position) else { return replacement }
        position += 4
        guard UTF16.isLeadSurrogate(high) else { return Unicode.Scalar(high) ?? replacement }
        guard position + 6 <= text.endIndex, text[position] == UInt8(ascii: "\\"),
            text[position + 1] == UInt8(ascii: "u"), let low = unit(text, position + 2), UTF16.isTrailSurrogate(low)
        else { return replacement }
        position += 6
        return UTF16.decode(UTF16.EncodedScalar([high, low]))
    }

    private static func unit(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ position: Int) -> UInt16? {
        guard position + 4 <= text.endIndex else { return nil }
        return (position..<position + 4).reduce(0) { value, index in value << 4 | (hex(text[index]) ?? 0) }
    }
}
