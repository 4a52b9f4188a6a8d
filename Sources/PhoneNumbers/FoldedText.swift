// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A field of up to 256 characters, each folded to one byte of a small alphabet; lives on the stack.
///
/// Digits of every script become ASCII digits, letters lower-case (`Z` where there is no Latin one), dashes `-`, blanks
/// a space, quotes `"` or `'`, square brackets round ones, line ends `/` (they separate), anything foreign `?`.
/// Characters without width (joiners, direction marks, byte-order marks) and telephone symbols are dropped.
struct FoldedText {
    static let capacity = 256
    private var bytes = InlineArray<256, UInt8>(repeating: 0)
    private(set) var count = 0

    /// Folds UTF-8 text; nil if it is not UTF-8 or longer than the capacity.
    init?(_ text: UnsafeRawBufferPointer) {
        // Far longer than any field that folds to the capacity: not worth decoding.
        guard text.count <= 4 * Self.capacity else { return nil }
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                guard append(Self.fold(ascii: byte)) else { return nil }
                position += 1
            } else {
                guard let scalar = Self.decode(text, &position) else { return nil }
                if let folded = Self.fold(scalar), !append(folded) { return nil }
            }
        }
    }

    private mutating func append(_ byte: UInt8) -> Bool {
        guard count < Self.capacity else { return false }
        bytes[count] = byte
        count += 1
        return true
    }

    /// Lends the folded bytes.
    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        bytes.span.extracting(0..<count).withUnsafeBufferPointer(body)
    }

    /// Decodes the multi-byte character at a position and moves behind it; nil if it is not well-formed UTF-8.
    private static func decode(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Unicode.Scalar? {
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

    private static func fold(ascii byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "["): UInt8(ascii: "(")
        case UInt8(ascii: "]"): UInt8(ascii: ")")
        case UInt8(ascii: "_"), UInt8(ascii: "~"): UInt8(ascii: "-")
        case UInt8(ascii: "`"): UInt8(ascii: "'")
        case 0x09: UInt8(ascii: " ")
        case 0x0A...0x0D: UInt8(ascii: "/")
        case 0x20...0x7E: byte
        default: UInt8(ascii: "?")
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xFF01...0xFF5E: return fold(ascii: UInt8(scalar.value - 0xFEE0))  // full-width forms
        case 0x2018...0x201B, 0x2032, 0x00B4: return UInt8(ascii: "'")
        case 0x201C...0x201F, 0x00AB, 0x00BB: return UInt8(ascii: "\"")
        case 0x00B7, 0x2022, 0x2219, 0x22C5, 0x30FB, 0x3002, 0xFF61: return UInt8(ascii: ".")
        case 0x2212, 0x30FC, 0x02D7, 0x223C, 0x301C, 0x2043: return UInt8(ascii: "-")
        case 0x2044, 0x2215: return UInt8(ascii: "/")
        case 0x260E, 0x260F, 0x2706, 0x1F4DE, 0x1F4F1, 0x1F57F, 0xFE00...0xFE0F: return nil
        case 0x0434: return UInt8(ascii: "d")  // Cyrillic "доб." marks an extension
        case 0x043E: return UInt8(ascii: "o")
        case 0x0431: return UInt8(ascii: "b")
        default: break
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .decimalNumber: return UInt8(ascii: "0") + UInt8(properties.numericValue ?? 0)
        case .spaceSeparator: return UInt8(ascii: " ")
        case .lineSeparator, .paragraphSeparator: return UInt8(ascii: "/")
        case .dashPunctuation: return UInt8(ascii: "-")
        case .format: return nil
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return UInt8(ascii: "Z")
        default: return UInt8(ascii: "?")
        }
    }
}
