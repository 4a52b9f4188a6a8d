// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("A number never shows its digits by accident")
struct RedactionTests {
    @Test("Interpolation, debug text, dump and mirrors show no digit")
    func showsNoDigit() throws {
        let number = try #require(PhoneNumber(digits: 14_155_550_132))
        var dumped = ""
        dump(number, to: &dumped)
        dump(Assessment.valid(number), to: &dumped)
        let written = NumberingPlan().written(number)
        dump(written, to: &dumped)
        let texts = [
            "\(number)", String(reflecting: number), String(describing: Optional(number)), "\([number])",
            "\(Assessment.valid(number))", String(reflecting: Assessment.possible(number)), dumped,
            "\(written)", String(reflecting: written),
        ]
        for text in texts {
            let digits = text.filter(\.isWholeNumber)
            #expect(digits.isEmpty, "\(text)")
        }
        #expect(Mirror(reflecting: number).children.isEmpty)
        #expect("\(number)" == "PhoneNumber(…)")
    }

    @Test("The digits are there when asked for by name")
    func showsWhenAsked() throws {
        let number = try #require(PhoneNumber(digits: 14_155_550_132))
        #expect(number.e164 == "+14155550132")
    }
}
