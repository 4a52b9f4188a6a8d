// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumbers

/// Walks once over a folded, trimmed field and collects its digits or finds the reason to refuse it.
struct NumberScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    var digits = DialledDigits()
    /// Whether the field is a `tel:` URI (RFC 3966), which has parameters and percent signs.
    var isURI = false
    /// Whether a mark that can stand between two numbers stood between runs of at least seven digits.
    private var mayBeSeveral = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func scan() -> DialledDigits.Scan {
        skipScheme()
        while position < bytes.count {
            if let reason = step() { return .rejected(reason) }
        }
        guard digits.count > 0 else { return .rejected(.notANumber) }
        guard digits.count <= 15 || !mayBeSeveral else { return .rejected(.severalNumbers) }
        return digits.hasOverflowed ? .rejected(.tooLong) : .dialled(digits)
    }

    /// Takes one character (or a construct that starts with it); answers a reason to stop.
    private mutating func step() -> RejectionReason? {
        let byte = isURI ? unescaped() : bytes[position]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            digits.append(byte)
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ")"):
            break
        case UInt8(ascii: "+"):
            return plus()
        case UInt8(ascii: "("):
            trunkZeroInBrackets()
        case UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "&"):
            noteSeparator()
        case UInt8(ascii: "."):
            if let reason = fraction() { return reason }
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            return isURI && byte == UInt8(ascii: ";") ? parameters() : comma()
        case UInt8(ascii: "*"):
            return digitsFollowOrPrecede ? .serviceCode : .notANumber
        case UInt8(ascii: "#"):
            return hash()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "Z"):
            return letters()
        default:
            return digitsFollowOrPrecede && hasLetters ? .letters : .notANumber
        }
        position += 1
        return nil
    }

    private var digitsFollowOrPrecede: Bool { digits.count > 0 || countDigits(from: position) > 0 }

    /// Whether letters are among the cause; those of a URI's scheme are not.
    private var hasLetters: Bool { !isURI && bytes.contains { isLetter($0) } }

    private mutating func plus() -> RejectionReason? {
        if digits.count == 0 || digits.withBytes({ $0.elementsEqual([0x30, 0x30]) }) {
            digits.removeAll()  // "00+44" says the same thing twice
            digits.isInternational = true
            position += 1
            return nil
        }
        return digits.count >= 7 && countDigits(from: position) >= 7 ? .severalNumbers : .notANumber
    }

    /// Reads "44 (0)20 …" without a plus: a bracketed zero stands only behind a country code.
    private mutating func trunkZeroInBrackets() {
        guard !digits.isInternational, (1...3).contains(digits.count), position + 2 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "0"), bytes[position + 2] == UInt8(ascii: ")")
        else { return }
        digits.isInternational = digits.withBytes { cpn_country_code_length($0.baseAddress, $0.count) == $0.count }
    }

    mutating func noteSeparator() {
        if digits.count >= 7, countDigits(from: position) >= 7 { mayBeSeveral = true }
    }

    /// Reads a hash: the start of an extension behind a number, else part of a service code.
    private mutating func hash() -> RejectionReason? {
        guard digitsFollowOrPrecede else { return .notANumber }
        return digits.count >= 7 && (1...7).contains(countDigits(from: position)) ? .extension : .serviceCode
    }

    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "Z")
    }

    /// Counts the digits from a position to the end of the field.
    func countDigits(from start: Int) -> Int {
        bytes[start...].reduce(0) { $0 + (isDigit($1) ? 1 : 0) }
    }

    /// The position behind the run of digits that starts at a position.
    func endOfDigits(from start: Int) -> Int {
        bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    }
}
