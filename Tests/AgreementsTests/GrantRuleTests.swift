// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

/// Grants of attributes that the brand's program derives from numbers, and what people read of grants
/// (protocol/v1/agreement.md §5).
@Suite("Grants")
struct GrantRuleTests {
    private static func grant(_ party: String, _ attributes: [(name: String, type: String)]) -> JSONValue {
        .object([
            "party": .string(party),
            "attributes": .array(
                attributes.map { .object(["name": .string($0.name), "type": .string($0.type)]) }),
        ])
    }

    private func agreement(_ grants: [JSONValue]) throws -> Agreement {
        let all = [Self.grant("streamco", [("visits", "integer")])] + grants
        return try Agreement(json: Fixture.changed([("grants", .array(all))]))
    }

    private static let numbers = [
        (name: "number.country", type: "string"), (name: "number.type", type: "string"),
        (name: "number.timezones", type: "strings"), (name: "number.status", type: "string"),
    ]

    @Test("The brand may be granted what its program derives from a number, with the right types")
    func brand() throws {
        let agreement = try agreement([Self.grant("acme", Self.numbers + [("tier", "string")])])
        #expect(
            agreement.grant(of: try Fixture.party("acme"))?.attributes.map(\.name) == Self.numbers.map(\.name) + [
                "tier"
            ])
        #expect(
            Agreement.numberAttributes == [
                "number.country": .string, "number.type": .string, "number.timezones": .strings,
                "number.status": .string,
            ])
    }

    @Test("Each of them with another type is refused at its type", arguments: numbers.indices, AttributeType.allCases)
    func types(index: Int, type: AttributeType) throws {
        let (name, right) = Self.numbers[index]
        let grants = [Self.grant("acme", [("tier", "string"), (name, type.rawValue)])]
        if type.rawValue == right {
            #expect(throws: Never.self) { try agreement(grants) }
        } else {
            #expect(throws: FieldError(path: "grants[1].attributes[1].type", problem: "expected \(right)")) {
                try agreement(grants)
            }
        }
    }

    @Test("No other party may be granted them", arguments: numbers.indices)
    func others(index: Int) throws {
        let (name, type) = Self.numbers[index]
        #expect(
            throws: FieldError(
                path: "grants[1].attributes[0].name", problem: "\(name) is granted to the brand alone")
        ) {
            try agreement([Self.grant("consenthub", [(name, type)])])
        }
    }

    @Test(
        "Names under number. that do not exist are refused",
        arguments: ["number.carrier", "number.e164", "number.country.code", "number.Country"])
    func unknown(name: String) throws {
        let error = #expect(throws: FieldError.self) { try agreement([Self.grant("acme", [(name, "string")])]) }
        #expect(error?.path == "grants[1].attributes[0].name")
        #expect(
            error?.problem
                == "expected one of number.country, number.status, number.timezones, number.type, or another first word"
        )
    }

    @Test(
        "Names that only start alike are the parties' own",
        arguments: ["number", "numbers.country", "Number.country", "phone.number.x"])
    func alike(name: String) throws {
        #expect(throws: Never.self) { try agreement([Self.grant("consenthub", [(name, "integer")])]) }
    }

    @Test("The description says what each party sends, and what the brand can learn from whom")
    func description() throws {
        let text = try agreement([Self.grant("acme", [("number.country", "string"), ("tier", "string")])]).describe()
        for line in [
            "  acme learns which of its rows matched, because it is entitled to, and sends the coordinator "
                + "number.country (string) and tier (string) of its matched rows.",
            "  acme sends the coordinator a consent record for each of its matched rows, without the number.",
            "  acme can learn visits of its allowed members from streamco, through segments and plans of at least 100.",
            "  policies  us-federal",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
        // What the brand tells about its own rows it does not learn from anybody.
        #expect(!text.contains("from acme"))
    }

    @Test("Without grants nothing is learned through segments; without policies the description warns")
    func nothing() throws {
        let text = try Agreement(
            json: Fixture.changed([
                ("grants", .array([])), ("policies", .array([])), ("parties[1].entitled", .bool(true)),
            ])
        ).describe()
        #expect(!text.contains("can learn") && text.contains("a consent record for each of its matched rows"))
        #expect(text.contains("  policies  none, so that no member is ever allowed\n"))
    }

    @Test("Where the brand does not learn its rows, no member lines are shown")
    func brandWithoutRows() throws {
        let text = try Agreement(json: Fixture.changed([("parties[0].entitled", .bool(false))])).describe()
        #expect(!text.contains("consent record") && text.contains("acme learns counts only"))
        #expect(!text.contains("sends the coordinator") && text.contains("though nothing is sent: no brand learns"))
    }
}
