// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite("Numbers are written as people write them")
struct WritingTests {
    let plan = NumberingPlan()

    private func written(_ digits: UInt64) throws -> WrittenNumber {
        plan.written(try #require(PhoneNumber(digits: digits)))
    }

    @Test(
        "Groups, brackets and national prefixes are those of the country code",
        arguments: [
            (14_155_550_132, "+1 415-555-0132", "(415) 555-0132"),
            (442_079_460_123, "+44 20 7946 0123", "020 7946 0123"),
            (33_639_981_234, "+33 6 39 98 12 34", "06 39 98 12 34"),
            (61_255_501_234, "+61 2 5550 1234", "(02) 5550 1234"),
            (4_930_230_125_000, "+49 30 230125000", "030 230125000"),
        ] as [(UInt64, String, String)])
    func habits(_ digits: UInt64, _ international: String, _ national: String) throws {
        let written = try written(digits)
        #expect(written.international == international)
        #expect(written.national == national)
    }

    // Made up from the shapes that the rules are for, in no range that belongs to anybody's list: 00000 stands for the subscriber.
    @Test("Italy keeps its zero, and Argentina's mobile numbers change their 9 for a 15 behind the area code")
    func rules() throws {
        let rome = try written(39_060_000_0000)
        #expect(rome.international == "+39 06 0000 0000")
        #expect(rome.national == "06 0000 0000")
        let mobile = try written(5_491_100_000_000)
        #expect(mobile.international == "+54 9 11 0000-0000")
        #expect(mobile.national == "011 15-0000-0000")
    }

    @Test("Regions that share a country code are written by the rules of the one that leads it")
    func shared() throws {
        #expect(try written(12_425_550_123).national == "(242) 555-0123")
    }

    @Test("Digits that no format is for stay in one piece")
    func plain() throws {
        let written = try written(1_000_000)
        #expect(written.international == "+1 000000")
        #expect(written.national == "000000")
        let unknown = try self.written(999_000_000_000_000)
        #expect(unknown.international == "+999000000000000")
    }
}
