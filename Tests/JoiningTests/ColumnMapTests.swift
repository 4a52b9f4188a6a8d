// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Documents
import Joining
import Testing

@Suite("Maps of columns")
struct ColumnMapTests {
    private func map(_ text: String) throws -> ColumnMap { try ColumnMap(yaml: Array(text.utf8), file: "map.yaml") }

    @Test("A map names the columns of the number, consents, constants and attributes")
    func whole() throws {
        let map = try map(
            """
            number: Mobile Phone
            consent:
              state: opted_in
              given_at: "opted in at"
            constants:
              sender: ACME Stores
              purpose: marketing
            attributes:
              interest.sport: favourite_sport
              visits: n
            """)
        #expect(map.numbers == ["Mobile Phone"])
        #expect(map.consent == [.state: "opted_in", .givenAt: "opted in at"])
        #expect(map.constants == [.sender: "ACME Stores", .purpose: "marketing"])
        #expect(map.attributes == ["interest.sport": "favourite_sport", "visits": "n"])
    }

    @Test(
        "Every field of a consent can be mapped, and every one but two can be a constant",
        arguments: ConsentColumn.allCases)
    func fields(column: ConsentColumn) throws {
        let field = String(column.rawValue.dropFirst("consent_".count))
        #expect(try map("consent:\n  \(field): x").consent == [column: "x"])
        if column == .state || column == .givenAt {
            let error = #expect(throws: DocumentError.self) { try map("constants:\n  \(field): x") }
            #expect(error?.problem.contains("\(field) must be said row by row") == true)
            #expect(error?.field == "constants")
        } else {
            #expect(try map("constants:\n  \(field): x").constants == [column: "x"])
        }
    }

    @Test("Whatever a map leaves out is empty")
    func minimal() throws {
        var expected = ColumnMap()
        expected.numbers = ["n"]
        #expect(try map("number: n") == expected)
    }

    @Test(
        "An error names file, line and field",
        arguments: [
            ("number: a\ncolour: b", "map.yaml:2: colour: this field is not known here"),
            ("number: a\nconsent:\n  colour: b", "map.yaml:3: consent.colour: this field is not known here"),
            ("consent:\n  consent_state: b", "map.yaml:2: consent.consent_state: this field is not known here"),
            ("constants:\n  when: b", "map.yaml:2: constants.when: this field is not known here"),
            (
                "consent:\n  sender: a\nconstants:\n  sender: b",
                "map.yaml:3: constants: sender is among the columns too"
            ),
            ("attributes: x", "map.yaml:1: attributes: expected a mapping"),
            ("attributes:\n  1st: x", "map.yaml:1: attributes: "),
            ("attributes:\n  a..b: x", "map.yaml:1: attributes: "),
            ("attributes:\n  tier: \"\"", "map.yaml:2: attributes.tier: expected the name of a column"),
            ("attributes:\n  tier: [a]", "map.yaml:2: attributes.tier: expected the name of a column"),
            ("consent: x", "map.yaml:1: consent: expected an object"),
            ("number: [a, [b]]", "map.yaml:1: number: expected the name of a column, or a list of some"),
            ("states: x", "map.yaml:1: states: expected a mapping"),
            (
                "states:\n  yes: perhaps",
                "map.yaml:1: states: what the key \"yes\" means must be one of withdrawn, revoked, refused, "
            ),
            ("zone: CET", "map.yaml:1: zone: expected Z or an offset such as +02:00"),
        ])
    func errors(text: String, expected: String) {
        let error = #expect(throws: DocumentError.self) { try map(text) }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.hasPrefix(expected) && !told.contains("\n"), "\(told)")
    }

    @Test("What is no YAML at all is refused with its file", arguments: ["number: [", "", "a: b\na: c", "&x a: *x"])
    func broken(text: String) {
        let error = #expect(throws: DocumentError.self) { try map(text) }
        #expect(error?.file == "map.yaml")
    }

    @Test("A key that could be a number is not repeated")
    func numberAsKey() {
        let error = #expect(throws: DocumentError.self) { try map("attributes:\n  \"+12015550101\": x") }
        #expect(error.map { !"\($0)".contains("2015550101") } == true)
        let other = #expect(throws: DocumentError.self) { try map("\"+12015550101\": x") }
        #expect(other.map { !"\($0)".contains("2015550101") } == true)
    }
}
