// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import TestSupport
import Testing

@Suite("What is no valid number is refused with its reason")
struct RejectionTests {
    let plan = NumberingPlan()

    static let cases: [(text: String, region: String?, reason: RejectionReason)] = [
        ("", nil, .empty), ("  \t ", nil, .empty), ("\"\"", nil, .empty), ("'", nil, .empty), ("\u{200B}", nil, .empty),
        ("\u{A0}\r\n", nil, .empty),
        ("n/a", nil, .notANumber), ("NULL", "US", .notANumber), ("-", "US", .notANumber),
        ("someone@example.com", nil, .notANumber),
        ("+", nil, .notANumber), ("***", nil, .notANumber), ("12:30:00", "US", .notANumber),
        ("415+5550132", "US", .notANumber), ("415\u{0}5550132", "US", .notANumber),
        ("4'155'550'132", "US", .notANumber), ("tel:%074155550132", "US", .tooLong),
        ("415-555-O132", "US", .letters), ("+1415555l32", nil, .letters), ("+1 415 555 0132 home", nil, .letters),
        ("+1 415 555 0132 Büro", nil, .letters), ("+14155550132p12", nil, .letters),
        ("john4155550132@example.com", "US", .letters),
        ("+14155550132, +14155550133", nil, .severalNumbers), ("+14155550132 / +14155550133", nil, .severalNumbers),
        ("415 555 0132/415 555 0133", "US", .severalNumbers), ("4155550132;4155550133", "US", .severalNumbers),
        ("4155550132 or 4155550133", "US", .severalNumbers), ("4155550132\n4155550133", "US", .severalNumbers),
        ("+14155550132 +14155550133", nil, .severalNumbers), ("4155550132|4155550133", "US", .severalNumbers),
        ("4.15555E+09", "US", .scientificNotation), ("4.15555e9", "US", .scientificNotation),
        ("4,15555E+09", "US", .scientificNotation), ("+4.42079E+11", nil, .scientificNotation),
        ("4155550132E0", "US", .scientificNotation),
        ("4155550132.00", "US", .decimalNotation), ("4155550132.5", "US", .decimalNotation),
        ("4155550132,00", "US", .decimalNotation), (" 4155550132.00", "US", .decimalNotation),
        ("+14155550132.50 ", nil, .decimalNotation), ("4,155,550,132", "US", .decimalNotation),
        ("4,155,550,132.00", "US", .decimalNotation),
        ("*31#", nil, .serviceCode), ("*555", "US", .serviceCode), ("#31#+14155550132", nil, .serviceCode),
        ("*#06#", "GB", .serviceCode),
        ("415 555 0132", nil, .noCountry), ("020 7946 0123", nil, .noCountry), ("442079460123", nil, .missingPlus),
        ("442079460123", "US", .tooLong), ("011 5550 1234", nil, .noCountry),
        ("+999 1234 5678", nil, .unknownCountryCode), ("+044 20 7946 0123", nil, .unknownCountryCode),
        ("00 999 1234 5678", nil, .unknownCountryCode), ("0000 20 7946 0123", nil, .unknownCountryCode),
        ("+1415555", nil, .tooShort), ("+1", nil, .tooShort), ("911", "US", .tooShort), ("112", "FR", .tooShort),
        ("+44", nil, .tooShort), ("77", "US", .tooShort), ("7", "US", .tooShort),
        (String(repeating: "4", count: 300), "US", .tooLong),
        ("+1 415 555 01322", nil, .tooLong), ("415 555 01322", "US", .tooLong), ("+49 1234567890123456", nil, .tooLong),
        ("+44 20 7946 0123 4567 8901 2345 6789 0123 4567 8901 2345", nil, .tooLong),
        ("+49 123456789012345", nil, .tooLong),
        ("+61 255501234 12", nil, .wrongLength),
        ("555-0132", "US", .localOnly), ("+1 555 0132", nil, .localOnly),
        ("07700 900123", "GB", .invalidForCountry), ("+44 7700 900123", nil, .invalidForCountry),
        ("01632 960123", "GB", .invalidForCountry), ("06 39 98 12 34", "FR", .invalidForCountry),
        ("+33 6 39 98 12 34", nil, .invalidForCountry), ("115 555 0132", "US", .invalidForCountry),
    ]

    @Test("Each text is refused with the reason that tells what to mend", arguments: cases)
    func refuses(_ text: String, _ code: String?, _ reason: RejectionReason) {
        let assessment = plan.parse(text, region: code.flatMap { Region($0) })
        #expect(assessment.reason == reason)
        #expect(assessment.status == (reason == .invalidForCountry ? .possible : .invalid))
        #expect((assessment.number != nil) == (reason == .invalidForCountry))
    }

    @Test("Every reason is provoked by a case above and explained without digits of a number")
    func coversAllReasons() {
        // An extension refuses a number from lists only; see ExtensionTests.
        #expect(Set(Self.cases.map(\.reason)).union([.extension]) == Set(RejectionReason.allCases))
        for reason in RejectionReason.allCases {
            #expect(reason.explanation.hasSuffix("."))
            #expect(reason.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
        }
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0xFF], [0x2B, 0x31, 0xC3], [0xC0, 0xB1], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80],
            [0x80, 0x31],
        ] as [[UInt8]])
    func refusesBrokenEncoding(_ bytes: [UInt8]) {
        #expect(plan.parse(bytes.span).reason == .notANumber)
    }

    @Test("Any bytes at all are answered, and a number only ever has seven to fifteen digits")
    func survivesAnything() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("0123456789+-() ./;,=x*#\"'eE%tel:".utf8) + [0xC2, 0xA0, 0xE2, 0x80, 0x93, 0xFF, 0x00]
        let regions = [nil, Region("US"), Region("IT"), Region("AR"), Region("AU")]
        for round in 0..<20_000 {
            let count = Int(generator.next() % 24)
            let text = (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
            let assessment = plan.parse(text.span, region: regions[round % regions.count])
            #expect((assessment.number == nil) == (assessment.status == .invalid))
            if let number = assessment.number { #expect((8...16).contains(number.e164.utf8.count)) }
        }
    }

    @Test("Digits outside the shape of E.164 make no number")
    func checksShape() {
        #expect(PhoneNumber(digits: 0) == nil)
        #expect(PhoneNumber(digits: 999_999) == nil)
        #expect(PhoneNumber(digits: 1_000_000_000_000_000) == nil)
        #expect(PhoneNumber(digits: 999_999_999_999_999) != nil)
    }

    @Test("Only regions of the plan are regions", arguments: ["", "U", "USA", "ZZ", "UK", "00", "üs", "001", "u1"])
    func refusesRegion(_ code: String) {
        #expect(Region(code) == nil)
    }
}
