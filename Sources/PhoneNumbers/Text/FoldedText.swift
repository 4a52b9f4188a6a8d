// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A field of text, each of its characters folded to one byte of a small alphabet, in memory that somebody else holds.
///
/// ASCII stays as it is but for tabs (a space) and line ends (`lineEnd`). Digits of every script become ASCII's; blanks, dashes,
/// dots, brackets and the full-width forms become their ASCII likes. Characters without width are dropped. What is left is
/// `word` (letters, numerals) or `symbol`, but for the few letters that mark an extension and the punctuation below.
struct FoldedText {
    static let lineEnd: UInt8 = 0x0A
    /// A letter or numeral that no phone number has.
    static let word: UInt8 = 0x01
    /// Anything else that no phone number has.
    static let symbol: UInt8 = 0x02
    /// The Cyrillic letters of "доб." and the Spanish "ó", by which extensions are marked.
    static let de: UInt8 = 0x11
    static let o: UInt8 = 0x12
    static let be: UInt8 = 0x13
    static let oAcute: UInt8 = 0x14
    /// The combining acute accent.
    static let acute: UInt8 = 0x15
    /// Punctuation that stands between digits and marks no extension: typographic dashes, wide blanks.
    static let punctuation: UInt8 = 0x16
    /// The Katakana sound mark, punctuation that counts as a letter at the end of a text.
    static let soundMark: UInt8 = 0x17
    /// The non-breaking space.
    static let fixedBlank: UInt8 = 0x18
    /// Punctuation without width: soft hyphens, word joiners.
    static let invisible: UInt8 = 0x19
    /// Characters of a text that is looked at; the library's limit, by which it keeps off texts that are none.
    static let capacity = 250

    let bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private(set) var notes: ReadingNotes = []

    /// Folds UTF-8 text into room for `capacity` bytes.
    ///
    /// - Returns: the reason if it is not UTF-8 or has more characters.
    static func fold(_ text: UnsafeRawBufferPointer, into room: UnsafeMutablePointer<UInt8>) -> Outcome {
        guard text.count <= 4 * capacity else { return .refused(.tooLong) }
        var folded = FoldedText(bytes: room)
        var position = 0
        var characters = 0
        while position < text.count {
            let byte = text[position]
            characters += 1
            guard characters <= capacity else { return .refused(.tooLong) }
            if byte < 0x80 {
                folded.append(ascii: byte)
                position += 1
            } else {
                guard let scalar = UTF8Decoder.decode(text, &position) else { return .refused(.notANumber) }
                folded.append(scalar)
            }
        }
        return .folded(folded)
    }

    enum Outcome {
        case folded(FoldedText)
        case refused(RejectionReason)
    }

    private init(bytes: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    private mutating func append(ascii byte: UInt8) {
        switch byte {
        case 0x20...0x7E: append(byte)
        case 0x09, 0x0B, 0x0C:
            notes.insert(.unusualSeparators)
            append(0x20)
        case 0x0A, 0x0D: append(Self.lineEnd)
        default: append(Self.symbol)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xA0: append(Self.fixedBlank, .unusualSeparators)
        case 0xAD, 0x200B, 0x2060: append(Self.invisible, .invisibleCharacters)
        case 0x2010...0x2015, 0x2053, 0x2212, 0x223C, 0x3000, 0xFF0D: append(Self.punctuation)
        case 0x30FC: append(Self.soundMark)
        case 0xFF01...0xFF5E:
            let ascii = UInt8(scalar.value - 0xFEE0)
            if isWord(ascii) { notes.insert(.foreignDigits) }
            append(ascii)
        case 0x2018...0x201B, 0x2032, 0xB4: append(UInt8(ascii: "'"))
        case 0x201C...0x201F, 0xAB, 0xBB: append(UInt8(ascii: "\""))
        case 0xB7, 0x2022, 0x2219, 0x22C5, 0x30FB, 0x3002, 0xFF61: append(UInt8(ascii: "."), .unusualSeparators)
        case 0x2D7, 0x2043: append(UInt8(ascii: "-"), .unusualSeparators)
        case 0x2044, 0x2215: append(UInt8(ascii: "/"), .unusualSeparators)
        case 0x260E, 0x260F, 0x2706, 0x1F4DE, 0x1F4F1, 0x1F57F: append(Self.symbol, .label)
        case 0xFE00...0xFE0F: notes.insert(.invisibleCharacters)
        case 0x434, 0x414: append(Self.de)
        case 0x43E, 0x41E: append(Self.o)
        case 0x431, 0x411: append(Self.be)
        case 0xF3, 0xD3: append(Self.oAcute)
        case 0x301: append(Self.acute)
        default: append(byCategory: scalar)
        }
    }

    private mutating func append(byCategory scalar: Unicode.Scalar) {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .decimalNumber: append(UInt8(ascii: "0") + UInt8(properties.numericValue ?? 0), .foreignDigits)
        case .spaceSeparator: append(0x20, .unusualSeparators)
        case .lineSeparator, .paragraphSeparator: append(Self.lineEnd)
        case .dashPunctuation: append(UInt8(ascii: "-"), .unusualSeparators)
        case .format: notes.insert(.invisibleCharacters)
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
            .otherNumber:
            append(Self.word)
        default: append(Self.symbol)
        }
    }

    private mutating func append(_ byte: UInt8, _ note: ReadingNotes) {
        notes.insert(note)
        append(byte)
    }

    private func isWord(_ byte: UInt8) -> Bool { byte.isASCIIDigit || byte.isASCIILetter }
}
