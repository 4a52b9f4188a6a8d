// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What spreadsheets do to numbers: fractions, thousands separators, scientific notation.
extension NumberScanner {
    /// Reads a dot: a mere separator, the harmless `.0` of a spreadsheet (skipped), or a fraction.
    ///
    /// Only a run of at least seven digits from the start of the field is taken for an amount. `.0` behind it is read as a
    /// whole number, because nobody writes a last group of one digit; `.00` could be a group and is refused.
    mutating func fraction() -> RejectionReason? {
        guard isPlainRun, position >= 7 else { return nil }
        let end = endOfDigits(from: position + 1)
        let count = end - position - 1
        guard end == bytes.count, count > 0 else { return nil }
        let zeros = bytes[(position + 1)...].allSatisfy { $0 == UInt8(ascii: "0") }
        if zeros, count == 1 {
            position = bytes.count - 1
            return nil
        }
        return zeros || count <= 2 ? .decimalNotation : nil
    }

    /// Reads a comma or semicolon outside a URI: an amount, a pause with digits to dial, a second number, or a stray mark.
    mutating func comma() -> RejectionReason? {
        if isScientific { return .scientificNotation }
        if bytes[position] == UInt8(ascii: ","), isAmountWithComma { return .decimalNotation }
        let following = countDigits(from: position)
        if following == 0, !bytes[position...].contains(where: isLetter) {
            position += 1
            return nil
        }
        guard digits.count >= 4 else { return .notANumber }
        return following >= 7 ? .severalNumbers : following > 0 ? .extension : .notANumber
    }

    /// Whether the field is a number such as `4.15555E+09`.
    var isScientific: Bool {
        var at = bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-") ? 1 : 0
        let whole = endOfDigits(from: at)
        guard whole > at else { return false }
        at = whole
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") {
            at = endOfDigits(from: at + 1)
        }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "e") else { return false }
        at += 1
        if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
        return at < bytes.count && bytes.count - at <= 3 && endOfDigits(from: at) == bytes.count
    }

    /// Whether only digits (behind a plus at most) stand before the position.
    private var isPlainRun: Bool {
        bytes[..<position].enumerated().allSatisfy { isDigit($1) || ($0 == 0 && $1 == UInt8(ascii: "+")) }
    }

    /// Whether the field is `4,155,550,132`, perhaps with a fraction, or `4155550132,00`.
    private var isAmountWithComma: Bool {
        guard isPlainRun else { return false }
        if position >= 7 {
            let end = endOfDigits(from: position + 1)
            return end == bytes.count && (1...2).contains(end - position - 1)
        }
        var at = position
        var groups = 0
        while at < bytes.count, bytes[at] == UInt8(ascii: ","), endOfDigits(from: at + 1) == at + 4 {
            at += 4
            groups += 1
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") { at = endOfDigits(from: at + 1) }
        return (1...3).contains(position) && groups >= 2 && at == bytes.count
    }
}
