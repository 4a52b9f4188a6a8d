// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Numbers tell the time zones they may be in")
struct TimeZoneTests {
    let plan = NumberingPlan()

    private func facts(_ text: String) throws -> NumberFacts {
        plan.facts(of: try #require(plan.parse(text).number))
    }

    @Test(
        "A number of an area has the zones of the area",
        arguments: [
            ("+1 415 555 0132", ["America/Los_Angeles"]),
            ("+1 212 555 0123", ["America/New_York"]),
            ("+1 602 555 0123", ["America/Phoenix"]),
            ("+1 808 555 0123", ["Pacific/Honolulu"]),
            ("+44 20 7946 0123", ["Europe/London"]),
            ("+33 1 99 00 12 34", ["Europe/Paris"]),
            ("+61 2 5550 1234", ["Australia/Sydney"]),
        ])
    func area(_ text: String, _ zones: [String]) throws {
        #expect(try facts(text).timezones == zones)
    }

    @Test("An area may lie in several zones, and all of them are candidates")
    func several() throws {
        #expect(try facts("+1 709 555 0123").timezones == ["America/Halifax", "America/St_Johns"])
    }

    @Test("A toll-free number may be anywhere under its country code")
    func tollFree() throws {
        let facts = try facts("+1 800 555 0199")
        #expect(facts.type == .tollFree)
        let some: Set = ["America/Adak", "America/New_York", "America/St_Johns", "Pacific/Guam"]
        #expect(some.isSubset(of: facts.timezones))
        #expect(facts.timezones.count > 30)
    }

    @Test("A mobile number of a country without areas for them may be anywhere in it")
    func mobile() throws {
        let facts = try facts("+61 491 570 006")
        #expect(facts.type == .mobile)
        let some: Set = ["Australia/Adelaide", "Australia/Perth", "Australia/Sydney"]
        #expect(some.isSubset(of: facts.timezones))
    }

    @Test(
        "A code of no country and a range that is not in use have no zones",
        arguments: ["+800 0000 0000", "+44 7700 900123"])
    func none(_ text: String) throws {
        #expect(try facts(text).timezones == [])
    }

    @Test("An unknown country code has no zones")
    func unknownCode() throws {
        let number = try #require(PhoneNumber(digits: 999_555_0100))
        #expect(plan.facts(of: number) == NumberFacts(country: nil, type: .unknown, location: nil))
    }

    @Test("Facts without the place differ in nothing else", arguments: ["+1 415 555 0132", "+44 20 7946 0123"])
    func withoutLocation(_ text: String) throws {
        let number = try #require(plan.parse(text).number)
        let full = plan.facts(of: number)
        #expect(full.location != nil)
        #expect(
            plan.facts(of: number, includingLocation: false)
                == NumberFacts(country: full.country, type: full.type, location: nil, timezones: full.timezones))
    }
}
