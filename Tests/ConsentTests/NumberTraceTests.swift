// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Testing
import Vocabulary

@Suite("Texts that hold a number")
struct NumberTraceTests {
    private static let other: UInt64 = 442_079_460_123

    @Test(
        "A number is found in whatever way it is written",
        arguments: [
            "12025550123", "+1 (202) 555-0123", "2025550123", "202.555.0123", "lead/2025550123?", "001-202-555-0123",
            "tel:+12025550123", "id 9912025550123", "１２０２５５５０１２３", "٢٠٢٥٥٥٠١٢٣", "2 0 2 5 5 5 0 1 2 3",
            "202\u{2011}555\u{2011}0123", "x2025550123x", "1;2;0;2;5;5;5;0;1;2;3",
        ])
    func found(text: String) {
        #expect(NumberTrace(digits: Sample.number).isFound(in: text))
    }

    @Test(
        "Other digits, and digits with letters between, are not the number",
        arguments: [
            "", "12025550124", "555-0123", "202555x0123", "2025é550123", "2026-01-31T08:00:00Z", "1202555",
            "20255501 23a",
        ])
    func notFound(text: String) {
        let isOwn = text == "20255501 23a"
        #expect(NumberTrace(digits: Sample.number).isFound(in: text) == isOwn)
    }

    @Test(
        "A trunk zero in place of the country code does not hide the number",
        arguments: ["020 7946 0123", "+44 (0)20 7946 0123"])
    func trunk(text: String) {
        #expect(NumberTrace(digits: Self.other).isFound(in: text))
    }

    @Test("At least seven digits have to be there", arguments: [UInt64(2_905_501), 24_905_501, 290_555_0123])
    func short(digits: UInt64) {
        let text = String(digits)
        #expect(NumberTrace(digits: digits).isFound(in: "(\(text))"))
        #expect(!NumberTrace(digits: digits).isFound(in: String(text.suffix(6))))
        #expect(NumberTrace(digits: digits).isFound(in: String(text.suffix(max(7, text.count - 3)))))
    }

    @Test("A record with its own number in any text field is refused")
    func fields() {
        let texts = "web-2025550123"
        for column in [ConsentColumn.sender, .purpose, .method, .notice, .evidence] {
            var fields = Sample.fields
            fields[column] = texts
            #expect(fields.reading(number: Sample.number) == .rejected(.holdsNumber), "\(column)")
            #expect(fields.reading(number: Self.other) != .rejected(.holdsNumber))
            if case .record = fields.reading(number: nil) {} else { Issue.record("no record where no number is known") }
        }
    }

    @Test("An attribute that holds the number is named")
    func attributes() {
        let clean: [String: AttributeValue] = [
            "a": .string("202-555"), "b": .strings(["x", "y"]), "c": .integer(12), "d": .boolean(true),
        ]
        #expect(clean.nameHoldingNumber(Sample.number) == nil)
        for value in [
            AttributeValue.string("call 202-555-0123"), .strings(["a", "2025550123"]), .integer(2_025_550_123),
            .integer(12_025_550_123),
        ] {
            #expect(clean.merging(["bb": value]) { $1 }.nameHoldingNumber(Sample.number) == "bb")
        }
    }
}
