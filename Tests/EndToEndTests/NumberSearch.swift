// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Looks for North American numbers in bytes, in every way one could have got there, in one pass.
///
/// Written out: ten digits in a row, with any of `+ - . ( ) /`, blanks and zero bytes (UTF-16) between them, so that all
/// national and international formats are found. As integer: 64 bits, both byte orders, at any place. As SHA-256 of the usual
/// formats and of the integers: raw, hexadecimal in both cases, and base64.
struct NumberSearch: Sendable {
    /// What was found and how it was written.
    struct Finding: Hashable, Sendable {
        let number: UInt64
        let form: String
    }

    /// A hit that starts before a boundary may end this many bytes behind it.
    static let longest = 128

    private struct Needle: Sendable {
        /// What follows the first eight bytes.
        let rest: [UInt8]
        let finding: Finding
    }

    private let numbers: [UInt64: UInt64]
    private let needles: [UInt64: [Needle]]
    /// One bit for each hash of a window that needs a look: nearly all bytes need none.
    private let filter: [UInt64]

    /// - Parameter numbers: E.164 digits; all begin with 1 and have eleven digits.
    init(_ numbers: some Collection<UInt64>) {
        var national: [UInt64: UInt64] = [:]
        var needles: [UInt64: [Needle]] = [:]
        for number in numbers {
            national[number % Self.nationalSpan] = number
            for (form, bytes) in Self.binaryForms(of: number) {
                let head = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
                needles[head, default: []].append(
                    Needle(rest: Array(bytes[8...]), finding: Finding(number: number, form: form)))
            }
        }
        var filter = [UInt64](repeating: 0, count: 1 << 14)
        for window in Array(national.keys) + Array(needles.keys) {
            let slot = Self.slot(of: window)
            filter[slot >> 6] |= 1 << UInt64(slot & 63)
        }
        self.numbers = national
        self.needles = needles
        self.filter = filter
    }

    /// Searches bytes.
    func findings(in bytes: some ContiguousBytes) -> Set<Finding> {
        bytes.withUnsafeBytes { search($0) }
    }

    private func search(_ bytes: UnsafeRawBufferPointer) -> Set<Finding> {
        var found: Set<Finding> = []
        var window: UInt64 = 0
        var digits: UInt64 = 0
        var digitCount = 0
        var gap = 0
        for index in bytes.indices {
            let byte = bytes[index]
            window = window << 8 | UInt64(byte)
            if window != 0, isListed(window), let candidates = needles[window], index >= 7 {
                for needle in candidates where bytes[(index + 1)...].starts(with: needle.rest) {
                    found.insert(needle.finding)
                }
            }
            if byte &- 0x30 < 10 {
                digits = digits % (Self.nationalSpan / 10) * 10 + UInt64(byte &- 0x30)
                digitCount += 1
                gap = 0
                if digitCount >= 10, isListed(digits), let number = numbers[digits] {
                    found.insert(Finding(number: number, form: "written"))
                }
            } else if digitCount > 0 {
                gap += 1
                if gap > 8 || !Self.isSeparator(byte) { digitCount = 0 }
            }
        }
        return found
    }

    private func isListed(_ value: UInt64) -> Bool {
        let slot = Self.slot(of: value)
        return filter[slot >> 6] >> UInt64(slot & 63) & 1 == 1
    }

    /// Ten national digits.
    private static let nationalSpan: UInt64 = 10_000_000_000

    private static func slot(of value: UInt64) -> Int { Int((value &* 0x9E37_79B9_7F4A_7C15) >> 44) }

    /// Punctuation, blank, zero byte, and the two bytes of the blank that does not break.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2B, 0x2D, 0x2E, 0x28, 0x29, 0x2F, 0x20, 0x00, 0xC2, 0xA0: true
        default: false
        }
    }

    // MARK: - Forms

    /// The usual ways to write a number.
    static func written(_ number: UInt64) -> [String] {
        let digits = String(number)
        let (area, exchange, line) = (digits.dropFirst().prefix(3), digits.dropFirst(4).prefix(3), digits.suffix(4))
        return [
            "+\(digits)", digits, "\(area)\(exchange)\(line)", "00\(digits)", "011\(digits)", "tel:+\(digits)",
            "(\(area)) \(exchange)-\(line)", "\(area)-\(exchange)-\(line)", "\(area).\(exchange).\(line)",
            "\(area) \(exchange) \(line)", "+1 \(area) \(exchange) \(line)", "+1-\(area)-\(exchange)-\(line)",
            "+1 (\(area)) \(exchange)-\(line)", "1-\(area)-\(exchange)-\(line)", "+1 \(area)-\(exchange)-\(line)",
        ]
    }

    /// Integers and digests, each of at least eight bytes.
    static func binaryForms(of number: UInt64) -> [(form: String, bytes: [UInt8])] {
        let big = withUnsafeBytes(of: number.bigEndian) { Array($0) }
        let little = withUnsafeBytes(of: number.littleEndian) { Array($0) }
        var forms = [("integer, big-endian", big), ("integer, little-endian", little)]
        for (name, text) in written(number).map({ ($0, Array($0.utf8)) }) + [("u64be", big), ("u64le", little)] {
            let digest = Array(SHA256.hash(data: text))
            let hex = digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            forms.append(("SHA-256 of \(name)", digest))
            forms.append(("SHA-256 of \(name), hexadecimal", Array(hex.utf8)))
            forms.append(("SHA-256 of \(name), HEXADECIMAL", Array(hex.uppercased().utf8)))
            forms.append(("SHA-256 of \(name), base64", Array(Data(digest).base64EncodedString().utf8.dropLast())))
        }
        return forms
    }
}
