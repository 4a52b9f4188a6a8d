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
}
