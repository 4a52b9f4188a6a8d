// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

@Suite("The table of time zones")
struct TimeZoneTableTests {
    private func zones(_ text: String, type: NumberType = .fixedLine) throws -> [String] {
        let table = try #require(TimeZoneTable(text))
        return table.zones(of: try #require(PhoneNumber(digits: 1_415_555_0132)), type: type, countryCode: 1)
    }

    @Test(
        "The longest prefix wins",
        arguments: [
            ("Test/Country 1", "Test/Country"),
            ("Test/Country 1\nTest/Other 1416", "Test/Country"),
            ("Test/Area 1415\nTest/Country 1", "Test/Area"),
            ("Test/Area 1415\nTest/Country 1\nTest/Exchange 1415555", "Test/Exchange"),
            ("Test/Country 1\nTest/Line 14155550132\nTest/Other 14155550133", "Test/Line"),
        ])
    func longestPrefix(_ text: String, _ zone: String) throws {
        #expect(try zones(text) == [zone])
    }

    @Test("Only numbers that belong to an area have its zones", arguments: NumberType.allCases)
    func types(_ type: NumberType) throws {
        let table = "Test/Area 1415\nTest/Country 1"
        let expected: [String]
        switch type {
        case .fixedLine, .fixedLineOrMobile: expected = ["Test/Area"]
        case .unknown: expected = []
        default: expected = ["Test/Country"]
        }
        #expect(try zones(table, type: type) == expected)
        #expect(try zones("mobile 1\n" + table, type: type) == (type == .mobile ? ["Test/Area"] : expected))
    }

    @Test("A country code that is not in the table has no zones")
    func noCountry() throws {
        #expect(try zones("Test/Other 2") == [])
        #expect(try zones("Test/Area 1415", type: .tollFree) == [])
    }

    @Test("Comments and line ends between words do not matter")
    func layout() throws {
        #expect(try zones("# a comment 1415\nTest/A\n  Test/B 1416\n  1415\n\nTest/C 1\n") == ["Test/A", "Test/B"])
    }

    @Test(
        "A text of another form is refused whole",
        arguments: [
            "", "# only a comment", "Test/A", "1415", "Test/A 0415", "Test/A 14x5", "Test/A 1415 Test/B",
            "Test/A 1415\nTest/B 1415", "Test/B Test/A 1415", "Test/A Test/A 1415", "Test/A 1415555013201234",
        ])
    func refuses(_ text: String) {
        #expect(TimeZoneTable(text) == nil)
    }

    @Test("The table in the program is the one that the script wrote, with every prefix")
    func isWhole() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/CTimeZones/time-zones.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.hasPrefix("# phonenumbers "))
        let written = try #require(TimeZoneTable(text))
        #expect(Set(TimeZoneTable.shared.prefixes) == Set(written.prefixes))
        #expect(TimeZoneTable.shared.lists == written.lists)
        let prefixes = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("mobile ") }
            .flatMap { $0.split(separator: " ") }.filter { $0.allSatisfy(\.isNumber) }
        #expect(TimeZoneTable.shared.prefixes.count == prefixes.count)
        #expect(prefixes.count > 3000)
    }

    @Test("Every zone is well-formed, and every list fits an attribute: ascending, at most 64 of at most 64 bytes")
    func isWellFormed() {
        for list in TimeZoneTable.shared.lists {
            #expect((1...64).contains(list.count))
            #expect(list == list.sorted() && Set(list).count == list.count)
            for zone in list {
                #expect(zone.wholeMatch(of: /[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_\-]+)+/) != nil, "\(zone)")
                #expect(zone.utf8.count <= 64)
                #expect(!zone.hasPrefix("Etc/"))
            }
        }
    }
}
