// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Cuts out of a text what may be a number (libphonenumber's `ExtractPossibleNumber`).
enum PossibleNumber {
    /// The text from the first digit or plus sign, without marks at its end and without a second extension; `label` is where it
    /// starts, nil if there is none.
    static func extract(from field: Characters) -> (text: Characters, label: Int?) {
        guard let start = field.firstIndex(where: { $0.isASCIIDigit || $0 == UInt8(ascii: "+") }) else {
            return (field.prefix(0), nil)
        }
        var text = field.dropping(start)
        while text.count > 0, isUnwantedAtEnd(text[text.count - 1]) { text.count -= 1 }
        // "x302/x2303": two extensions make two numbers, of which the first is meant.
        for position in 0..<text.count where text[position] == UInt8(ascii: "/") || text[position] == UInt8(ascii: "\\")
        {
            var behind = position + 1
            while behind < text.count, text[behind] == 0x20 { behind += 1 }
            if behind < text.count, text[behind] == UInt8(ascii: "x") {
                text.count = position
                break
            }
        }
        return (text, start)
    }

    private static func isUnwantedAtEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), FoldedText.word, FoldedText.de, FoldedText.o, FoldedText.be, FoldedText.oAcute,
            FoldedText.soundMark:
            false
        default: !byte.isASCIIDigit && !byte.isASCIILetter
        }
    }

    /// Reads "00+44 …", which says the same thing twice, as "+44 …".
    static func droppingExitCodeInFrontOfPlus(_ text: Characters, notes: inout ReadingNotes) -> Characters {
        guard text.holds("00", at: 0) else { return text }
        var position = 2
        while position < text.count, text[position] == 0x20 { position += 1 }
        guard position < text.count, text[position] == UInt8(ascii: "+") else { return text }
        notes.insert(.exitCode)
        return text.dropping(position)
    }

    /// Whether a number starts like "44 (0)20".
    static func hasBracketedZero(_ text: Characters) -> Bool {
        let end = text.endOfDigits(from: 0)
        guard (1...3).contains(end) else { return false }
        var position = end
        while position < text.count, text[position] == 0x20 { position += 1 }
        return text.holds("(0)", at: position)
    }
}
