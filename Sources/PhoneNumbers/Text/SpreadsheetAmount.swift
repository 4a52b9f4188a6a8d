// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What spreadsheets make of numbers that they take for amounts: fractions, thousands separators, scientific notation.
enum SpreadsheetAmount {
    /// Why digits are lost or unsure, nil if the field is no amount.
    static func refusal(of field: Characters) -> RejectionReason? {
        if isScientific(field) { return .scientificNotation }
        return isFraction(field) || isGrouped(field) ? .decimalNotation : nil
    }

    /// Whether `.0` stands behind seven digits or more and nothing else: nobody writes a last group of one digit.
    static func hasHarmlessFraction(_ field: Characters) -> Bool {
        guard let end = endOfWhole(field) else { return false }
        return field.count - end == 2 && field[end] == UInt8(ascii: ".") && field[end + 1] == 0x30
    }

    /// Whether a field is like `4.15555E+09`.
    private static func isScientific(_ field: Characters) -> Bool {
        var at = field[0] == UInt8(ascii: "+") || field[0] == UInt8(ascii: "-") ? 1 : 0
        let whole = field.endOfDigits(from: at)
        guard whole > at else { return false }
        at = whole
        if at < field.count, field[at] == UInt8(ascii: ".") || field[at] == 0x2C {
            at = field.endOfDigits(from: at + 1)
        }
        guard at < field.count, field[at] | 0x20 == UInt8(ascii: "e") else { return false }
        at += 1
        if at < field.count, field[at] == UInt8(ascii: "+") || field[at] == UInt8(ascii: "-") { at += 1 }
        return at < field.count && field.count - at <= 2 && field.endOfDigits(from: at) == field.count
    }

    /// Whether a field is like `4155550132.00`, `4155550132.5` or `4155550132,00`, but not the harmless `.0`.
    private static func isFraction(_ field: Characters) -> Bool {
        guard let end = endOfWhole(field), end < field.count, field[end] == UInt8(ascii: ".") || field[end] == 0x2C
        else {
            return false
        }
        let digits = field.count - end - 1
        guard digits > 0, field.endOfDigits(from: end + 1) == field.count, !hasHarmlessFraction(field) else {
            return false
        }
        return digits <= 2 || field[end] == UInt8(ascii: ".") && isZero(field.dropping(end + 1))
    }

    /// Whether a field is like `4,155,550,132`, perhaps with a fraction.
    private static func isGrouped(_ field: Characters) -> Bool {
        var at = field.endOfDigits(from: 0)
        guard (1...3).contains(at) else { return false }
        var groups = 0
        while at < field.count, field[at] == 0x2C, field.endOfDigits(from: at + 1) == at + 4 {
            at += 4
            groups += 1
        }
        if at < field.count, field[at] == UInt8(ascii: ".") { at = field.endOfDigits(from: at + 1) }
        return groups >= 2 && at == field.count
    }

    /// The end of at least seven digits from the start, behind a plus sign at most.
    private static func endOfWhole(_ field: Characters) -> Int? {
        let start = field.count > 0 && field[0] == UInt8(ascii: "+") ? 1 : 0
        let end = field.endOfDigits(from: start)
        return end - start >= 7 ? end : nil
    }

    private static func isZero(_ digits: Characters) -> Bool { !digits.contains { $0 != 0x30 } }
}
