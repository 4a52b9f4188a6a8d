// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("What the fuzz target number found stays mended")
struct FuzzFindingTests {
    let plan = NumberingPlan()

    @Test(
        "A mark in front of a number is no label, whichever way the number is read",
        arguments: ["-9 02555 0123", "/9025550123", ".902 555 0123", ")902-555-0123", "- +1 902 555 0123"])
    func marksInFront(_ text: String) throws {
        let region = try #require(Region("US"))
        let reading = plan.read(text, region: region)
        #expect(reading.number == PhoneNumber(digits: 19_025_550_123))
        #expect(reading.notes == [])
        #expect(plan.explain(text, region: region).reading == reading)
    }

    @Test("Two numbers of seven digits with a slash between them are several numbers, also behind a plus sign")
    func twoShortNumbers() {
        let text = "+14155532 /5 550133"
        #expect(plan.read(text).reason == .severalNumbers)
        #expect(plan.explain(text).reading == plan.read(text))
    }

    @Test("Blanks around an amount of a spreadsheet change nothing", arguments: ["", " ", "   "])
    func blanksAroundAnAmount(_ blanks: String) throws {
        // German numbers may have any length, so that the fraction would make another valid number.
        let region = try #require(Region("DE"))
        for text in ["03023125012.0" + blanks, blanks + "03023125012.0"] {
            let reading = plan.read(text, region: region)
            #expect(reading.number == PhoneNumber(digits: 493_023_125_012))
            #expect(reading.notes == .spreadsheetFraction)
            #expect(plan.explain(text, region: region).reading == reading)
        }
        #expect(plan.read("03023125012.5" + blanks, region: region).reason == .decimalNotation)
        #expect(plan.read(blanks + "03023125012.00", region: region).reason == .decimalNotation)
    }
}
