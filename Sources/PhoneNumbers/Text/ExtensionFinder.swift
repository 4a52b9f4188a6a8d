// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the extension that ends a text, as libphonenumber's pattern does (`CreateExtnPattern`, for parsing).
///
/// The digits, and a hash behind them, end the text; in front of them there are a label (`;ext=`, "ext.", "x", commas …) and
/// blanks. Where the label starts is not clear-cut, because blanks and commas in front of it may belong to it or not.
struct ExtensionFinder {
    private let text: Characters
    /// The digits at the end of the text, without the hash.
    let digits: Range<Int>
    private let hasHash: Bool

    /// Nil if the text does not end in digits.
    init?(_ text: Characters) {
        self.text = text
        var end = text.count
        hasHash = end > 0 && text[end - 1] == UInt8(ascii: "#")
        if hasHash { end -= 1 }
        var start = end
        while start > 0, text[start - 1].isASCIIDigit { start -= 1 }
        guard start < end, start > 0 else { return nil }
        digits = start..<end
    }

    /// Where the extension may start: for each label that fits, from the first blank or comma in front of it to the label.
    func forEachStart(_ body: (ClosedRange<Int>) -> Void) {
        let count = digits.count
        if !hasHash, count <= 20, text.holds(";ext=", at: digits.lowerBound - 5, ignoringCase: true) {
            body(digits.lowerBound - 5...digits.lowerBound - 5)
        }
        if hasHash, count <= 6 {
            let start = startOfRun(before: digits.lowerBound) { $0 == 0x20 || $0 == UInt8(ascii: "-") }
            if start < digits.lowerBound { body(start...digits.lowerBound - 1) }
        }
        // Behind the label: perhaps a dot or colon, then blanks, commas and dashes.
        let marks = startOfRun(before: digits.lowerBound) {
            $0 == 0x20 || $0 == FoldedText.fixedBlank || $0 == 0x2C || $0 == UInt8(ascii: "-")
        }
        for end in stride(from: digits.lowerBound, through: marks, by: -1) { forEachLabel(endingAt: end, count, body) }
        if marks > 0, text[marks - 1] == UInt8(ascii: ".") || text[marks - 1] == UInt8(ascii: ":") {
            forEachLabel(endingAt: marks - 1, count, body)
        }
    }

    /// The earliest place where an extension may start, nil if there is none.
    var firstStart: Int? {
        var first: Int?
        forEachStart { first = min(first ?? $0.lowerBound, $0.lowerBound) }
        return first
    }

    private func forEachLabel(endingAt end: Int, _ count: Int, _ body: (ClosedRange<Int>) -> Void) {
        if count <= 20, let start = startOfExplicitLabel(endingAt: end) { body(withSeparators(start)) }
        if count <= 9, let start = startOfAmbiguousLabel(endingAt: end) { body(withSeparators(start)) }
        if count <= 15 {
            if end > 0, text[end - 1] == UInt8(ascii: ";") { body(withBlanks(end - 1)) }
            if text.holds(",,", at: end - 2) { body(withBlanks(end - 2)) }
        }
        if count <= 9, end > 0, text[end - 1] == 0x2C {
            let first = startOfRun(before: end) { $0 == 0x2C }
            body(withBlanks(first).lowerBound...end - 1)
        }
    }

    /// The start of "ext", "extn", "xt", "extension", "extensión", "доб" or "anexo" that ends at a position.
    private func startOfExplicitLabel(endingAt end: Int) -> Int? {
        if text.holds("anexo", at: end - 5, ignoringCase: true) { return end - 5 }
        if end >= 3, text[end - 3] == FoldedText.de, text[end - 2] == FoldedText.o, text[end - 1] == FoldedText.be {
            return end - 3
        }
        var start = end
        if start > 0, text[start - 1] | 0x20 == UInt8(ascii: "n") { start -= 1 }
        var inner = start
        if inner > 0, text[inner - 1] == FoldedText.oAcute {
            inner -= 1
        } else {
            if inner > 0, text[inner - 1] == FoldedText.acute { inner -= 1 }
            inner = inner > 0 && text[inner - 1] | 0x20 == UInt8(ascii: "o") ? inner - 1 : -1
        }
        if text.holds("ensi", at: inner - 4, ignoringCase: true), let first = startOfXT(endingAt: inner - 4) {
            return first
        }
        return startOfXT(endingAt: start) ?? startOfXT(endingAt: end)
    }

    private func startOfXT(endingAt end: Int) -> Int? {
        guard text.holds("xt", at: end - 2, ignoringCase: true) else { return nil }
        return text.holds("e", at: end - 3, ignoringCase: true) ? end - 3 : end - 2
    }

    private func startOfAmbiguousLabel(endingAt end: Int) -> Int? {
        guard end > 0 else { return nil }
        switch text[end - 1] {
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "#"), UInt8(ascii: "~"): return end - 1
        default: return text.holds("int", at: end - 3, ignoringCase: true) ? end - 3 : nil
        }
    }

    private func withSeparators(_ label: Int) -> ClosedRange<Int> {
        startOfRun(before: label) { $0 == 0x20 || $0 == FoldedText.fixedBlank || $0 == 0x2C }...label
    }

    private func withBlanks(_ label: Int) -> ClosedRange<Int> {
        startOfRun(before: label) { $0 == 0x20 || $0 == FoldedText.fixedBlank }...label
    }

    private func startOfRun(before end: Int, _ belongs: (UInt8) -> Bool) -> Int {
        var start = end
        while start > 0, belongs(text[start - 1]) { start -= 1 }
        return start
    }
}
