// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Messy formats are read as the number they mean")
struct MessyFormatTests {
    let plan = NumberingPlan()

    @Test(
        "International formats need no region",
        arguments: [
            ("+14155550132", "+14155550132"),
            ("+1 (415) 555-0132", "+14155550132"),
            ("+1.415.555.0132", "+14155550132"),
            ("+1/415/555/0132", "+14155550132"),
            ("＋１４１５５５５０１３２", "+14155550132"),
            ("+1\u{A0}415\u{202F}555\u{2009}0132", "+14155550132"),
            ("+1\u{2011}415\u{2013}555\u{2212}0132", "+14155550132"),
            ("+١ ٤١٥ ٥٥٥ ٠١٣٢", "+14155550132"),
            ("+۱ ۴۱۵ ۵۵۵ ۰۱۳۲", "+14155550132"),
            ("+१ ४१५ ५५५ ०१३२", "+14155550132"),
            ("\u{202A}+1 415 555 0132\u{202C}", "+14155550132"),
            ("\u{FEFF}+1415\u{200B}5550132", "+14155550132"),
            ("\u{260E}\u{FE0F} +1 415 555 0132", "+14155550132"),
            ("\"+1 415 555 0132\"", "+14155550132"),
            ("'+14155550132", "+14155550132"),
            ("=\"+14155550132\"", "+14155550132"),
            ("\u{201C}+1 415 555 0132\u{201D}", "+14155550132"),
            ("  \t+14155550132\r\n", "+14155550132"),
            ("(+1) 415 555 0132", "+14155550132"),
            ("++1 415 555 0132", "+14155550132"),
            ("+1 [415] 555•0132", "+14155550132"),
            ("+14155550132.0", "+14155550132"),
            ("+14155550132;", "+14155550132"),
            ("tel:+1-415-555-0132", "+14155550132"),
            ("TEL:+1-415-555-0132", "+14155550132"),
            ("tel:+1%20415%20555%200132", "+14155550132"),
            ("tel:%2B14155550132", "+14155550132"),
            ("tel://+14155550132", "+14155550132"),
            ("tel:415-555-0132;phone-context=+1", "+14155550132"),
            ("tel:+1-415-555-0132;tgrp=x;phone-context=example.com", "+14155550132"),
            ("callto:+14155550132", "+14155550132"),
            ("+44 (0)20 7946 0123", "+442079460123"),
            ("+44(0)2079460123", "+442079460123"),
            ("+44 020 7946 0123", "+442079460123"),
            ("44 (0)20 7946 0123", "+442079460123"),
            ("0044 20 7946 0123", "+442079460123"),
            ("0044 (0)20 7946 0123", "+442079460123"),
            ("00+44 20 7946 0123", "+442079460123"),
            ("011 44 20 7946 0123", "+442079460123"),
            ("+33 1 99 00 12 34", "+33199001234"),
            ("+33 (0)1.99.00.12.34", "+33199001234"),
            ("+61 2 5550 1234", "+61255501234"),
            ("+61-2-7010-1234", "+61270101234"),
        ])
    func readsInternational(_ text: String, _ e164: String) {
        let assessment = plan.parse(text)
        #expect(assessment.status == .valid)
        #expect(assessment.number?.e164 == e164)
        #expect(assessment.reason == nil)
    }

    @Test(
        "National formats are read in the region that is given",
        arguments: [
            ("US", "(415) 555-0132", "+14155550132"),
            ("US", "415.555.0132", "+14155550132"),
            ("US", "4155550132", "+14155550132"),
            ("US", "4155550132.0", "+14155550132"),
            ("US", "1-415-555-0132", "+14155550132"),
            ("US", "14155550132", "+14155550132"),
            ("us", "011 44 20 7946 0123", "+442079460123"),
            ("US", "00 44 20 7946 0123", "+442079460123"),
            ("CA", "(604) 555-0199", "+16045550199"),
            ("GB", "020 7946 0123", "+442079460123"),
            ("GB", "(020) 7946 0123", "+442079460123"),
            ("GB", "2079460123", "+442079460123"),
            ("GB", "442079460123", "+442079460123"),
            ("GB", "0161 496 0123", "+441614960123"),
            ("GB", "00 1 415 555 0132", "+14155550132"),
            ("GB", "011 1 415 555 0132", "+14155550132"),
            ("GB", "011 415 555 0132", nil),
            ("GB", "+1 415 555 0132", "+14155550132"),
            ("FR", "01 99 00 12 34", "+33199001234"),
            ("FR", "01.99.00.12.34", "+33199001234"),
            ("FR", "0033 1 99 00 12 34", "+33199001234"),
            ("AU", "(02) 5550 1234", "+61255501234"),
            ("AU", "02 7010 1234", "+61270101234"),
            ("AU", "0011 44 20 7946 0123", "+442079460123"),
        ])
    func readsNational(_ code: String, _ text: String, _ e164: String?) throws {
        let region = try #require(Region(code))
        let assessment = plan.parse(text, region: region)
        #expect(assessment.number?.e164 == e164)
        #expect((assessment.status == .valid) == (e164 != nil))
    }

    @Test("The zero after Italy's country code is kept")
    func keepsItalianZero() throws {
        // No Italian range is reserved for fiction; this one is only as long as a Roman number, not in use.
        let number = try #require(plan.parse("+39 06 0000 0000").number)
        #expect(number.e164 == "+390600000000")
        #expect(plan.assess(number).number == number)
    }

    @Test("One number in all its spellings is one number")
    func isCanonical() throws {
        let region = try #require(Region("GB"))
        let spellings = [
            "020 7946 0123", "+44 20 7946 0123", "+44 (0)20 7946 0123", "0044 20 7946 0123", "tel:+442079460123",
            "442079460123", "+44-20-7946-0123",
        ]
        #expect(Set(spellings.map { plan.parse($0, region: region) }).count == 1)
    }

    @Test("Bytes, spans and text give the same answer")
    func agreesAcrossForms() {
        let text = Array("+1 415 555 0132".utf8)
        let expected = plan.parse("+1 415 555 0132")
        let fromBytes = text.withUnsafeBytes { plan.parse($0) }
        #expect(fromBytes == expected)
        #expect(plan.parse(text.span) == expected)
    }
}
