// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Whether a text can be a phone number at all, as libphonenumber's `VALID_PHONE_NUMBER` has it.
enum Viability {
    /// Two digits alone; or plus signs, three digits with nothing but punctuation between them, then digits, punctuation, letters,
    /// and an extension at most.
    static func isViable(_ text: Characters) -> Bool {
        guard text.count >= 2 else { return false }
        if text.count == 2, text[0].isASCIIDigit, text[1].isASCIIDigit { return true }
        var position = 0
        while position < text.count, text[position] == UInt8(ascii: "+") { position += 1 }
        var digits = 0
        while position < text.count, digits < 3 {
            guard isPunctuation(text[position]) || text[position].isASCIIDigit else { return false }
            if text[position].isASCIIDigit { digits += 1 }
            position += 1
        }
        guard digits == 3 else { return false }
        let behindThree = position
        while position < text.count,
            isPunctuation(text[position]) || text[position].isASCIIDigit || text[position].isASCIILetter
        { position += 1 }
        if position == text.count { return true }
        var isViable = false
        ExtensionFinder(text)?.forEachStart { starts in
            if starts.lowerBound <= position, starts.upperBound >= behindThree { isViable = true }
        }
        return isViable
    }

    /// Marks that stand between digits; the letter x holds the place of a carrier in Brazil.
    static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: "-"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: "~"),
            UInt8(ascii: "*"), FoldedText.punctuation, FoldedText.soundMark, FoldedText.fixedBlank,
            FoldedText.invisible:
            true
        default: false
        }
    }
}
