// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

/// Walks through the assumptions that libphonenumber's maintainers collected as false, as far as a plan can answer them.
@Suite("Common assumptions about phone numbers are not made")
struct FalsehoodTests {
    let plan = NumberingPlan()

    private func facts(_ text: String) throws -> NumberFacts {
        plan.facts(of: try #require(plan.parse(text).number))
    }

    @Test("A country code is not a country: +1 and +44 have many")
    func sharesCountryCodes() {
        #expect((try? facts("+1 415 555 0132").country) == "US")
        #expect((try? facts("+1 604 555 0132").country) == "CA")
        #expect((try? facts("+44 20 7946 0123").country) == "GB")
    }

    @Test("Not every number belongs to a country")
    func belongsToNoCountry() throws {
        // No international toll-free range is reserved for fiction; this is the first number of the range.
        let facts = try facts("+800 0000 0000")
        #expect(facts.country == "001")
        #expect(facts.location == nil)
    }

    @Test("A possible number of a shared code has no country")
    func leavesCountryOpen() throws {
        let facts = try facts("+44 7700 900123")
        #expect(facts.country == nil)
        #expect(facts.type == .unknown)
    }

    @Test("A prefix of a valid number is not taken for the number")
    func keepsLengthsApart() {
        #expect(plan.parse("+1 415 555 0132 1").status == .invalid)
        #expect(plan.parse("+1 415 555 013").status == .invalid)
    }

    @Test("Digits are not always ASCII, and not everything with digits is a number")
    func readsOtherDigits() {
        #expect(plan.parse("+٤٤ ٢٠ ٧٩٤٦ ٠١٢٣").number?.e164 == "+442079460123")
        #expect(plan.parse("*555", region: Region("NZ")).reason == .serviceCode)
    }

    @Test("A number may be longer than E.164 allows; it is refused, not cut")
    func refusesOverlong() {
        #expect(plan.parse("+49 6950 0000 0000 0000").reason == .tooLong)
    }

    @Test("The same digits are another number elsewhere, so a region is never guessed")
    func guessesNoRegion() throws {
        #expect(plan.parse("4155550132").reason == .noCountry)
        #expect(plan.parse("4155550132", region: Region("US")) != plan.parse("4155550132", region: Region("GB")))
    }

    @Test(
        "Facts name country, kind and place",
        arguments: [
            ("+1 415 555 0132", "US", NumberType.fixedLineOrMobile, "San Francisco, CA"),
            ("+44 20 7946 0123", "GB", .fixedLine, "London"),
            ("+44 161 496 0123", "GB", .fixedLine, "Manchester"),
            ("+33 1 99 00 12 34", "FR", .fixedLine, "France"),
            ("+61 2 5550 1234", "AU", .fixedLine, "Australia"),
        ])
    func describes(_ text: String, _ country: String, _ type: NumberType, _ location: String) throws {
        let facts = try facts(text)
        #expect(facts.country == country)
        #expect(facts.type == type)
        #expect(facts.location == location)
    }

    @Test("The plan's version is the release's, not a guess")
    func namesVersion() {
        #expect(plan.version == "libphonenumber-9.0.43")
        #expect(plan.package == "phonenumbers 9.0.43")
        #expect(plan.date == "2026-11-06")
        #expect(plan.countries.count == 245)
    }
}
