// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Extensions, letters and labels are read as libphonenumber reads them, and told")
struct ExtensionTests {
    let plan = NumberingPlan()

    @Test(
        "A number with an extension is the number without it, and goes into no list",
        arguments: [
            "+1 415 555 0132 x12", "+1 415 555 0132 ext. 7", "+1 415 555 0132 Extension 1234",
            "+1 415 555 0132 доб. 12",
            "+1 415 555 0132 #12", "+14155550132,,12", "tel:+1-415-555-0132;ext=12", "tel:+1-415-555-0132;123",
            "+1 (415) 555-0132;12",
            "+1 415 555 0132 extensión 9", "+1 415 555 0132 extensio\u{301}n 9", "+1 415 555 0132 anexo 5",
            "+1 415 555 0132 - 503#", "+1 415 555 0132 x302/x2303", "+1 415 555 0132 ｅｘｔ 5", "+1 415 555 0132 int 3",
        ])
    func extensions(_ text: String) throws {
        let reading = plan.read(text)
        #expect(reading.number?.e164 == "+14155550132")
        #expect(reading.status == .valid)
        #expect(reading.notes.contains(.extension))
        #expect(reading.refusal(takesPossible: true) == .extension)
        #expect(reading.listed(takesPossible: true) == nil)
    }

    @Test(
        "Letters of a vanity number are dialled, words in front of a number passed over, one letter behind it dropped",
        arguments: [
            ("1-800-FLOWERS", "+18003569377", "vanity-letters"), ("+1 415 555 CALL", "+14155552255", "vanity-letters"),
            ("Tel. +1 415 555 0132", "+14155550132", "label"), ("тел +14155550132", "+14155550132", "label"),
            ("+1 415 555 0132 m", "+14155550132", "letters-dropped"), ("4155550132?", "+14155550132", nil),
            ("tel:+14155550132;isub=1", "+14155550132", nil), ("tel:+14155550132;tgrp=x", "+14155550132", "uri-parts"),
            ("'4155550132", "+14155550132", "spreadsheet-text"),
            ("=\"+14155550132\"", "+14155550132", "spreadsheet-text"),
            ("4155550132.0", "+14155550132", "spreadsheet-fraction"),
            (" 4155550132.0", "+14155550132", "spreadsheet-fraction"),
            ("+14155550132.0 ", "+14155550132", "spreadsheet-fraction"),
            ("  14155550132.0  ", "+14155550132", "spreadsheet-fraction"),
            ("sms:+14155550132?body=hi", "+14155550132", "uri-parts"),
            ("Tel: 415 555 0132", "+14155550132", "label"),
            ("415\u{A0}555\u{A0}0132", "+14155550132", "unusual-separators"),
            ("\u{202A}+14155550132\u{202C}", "+14155550132", "invisible-characters"),
            ("٤١٥٥٥٥٠١٣٢", "+14155550132", "foreign-digits"), ("00 44 20 7946 0123", "+442079460123", "exit-code"),
        ])
    func notes(_ text: String, _ e164: String, _ note: String?) throws {
        let region = try #require(Region("US"))
        let reading = plan.read(text, region: region)
        #expect(reading.number?.e164 == e164)
        #expect(reading.notes.names == [note].compactMap(\.self))
        #expect(reading.refusal(takesPossible: false) == nil)
    }

    @Test(
        "A context completes a local number, and must be one",
        arguments: [
            ("tel:415-555-0132;phone-context=+1", "+14155550132"),
            ("tel:0132;phone-context=+1-415-555", "+14155550132"),
            ("tel:+14155550132;phone-context=example.com", "+14155550132"),
            ("tel:+14155550132;phone-context=", nil), ("tel:415-555-0132;phone-context=+", nil),
            ("tel:+14155550132;phone-context=1-a-", nil), ("tel:415-555-0132;phone-context=..", nil),
        ])
    func contexts(_ text: String, _ e164: String?) {
        #expect(plan.read(text).number?.e164 == e164)
    }

    @Test("Every note has a name, and none twice")
    func names() {
        let names = ReadingNotes.named.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(ReadingNotes.named.allSatisfy { $0.note.explanation.hasSuffix(".") })
        #expect(ReadingNotes(rawValue: .max).names == names)
        #expect(ReadingNotes.named.map(\.note.rawValue).reduce(0, |) == (1 << names.count) - 1)
    }
}
