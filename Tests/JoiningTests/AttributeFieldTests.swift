// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import Lists
import TestSupport
import Testing
import Vocabulary

/// Attributes in the columns of a partner's list (protocol/v1/consent.md §3).
@Suite("Fields of attributes")
struct AttributeFieldTests {
    private static let grants = """
        grants:
          - party: streamco
            attributes:
              - {name: text, type: string}
              - {name: visits, type: integer}
              - {name: member, type: boolean}
              - {name: tags, type: strings}
        """

    /// Reads one row with an attribute; nil where the row was refused as malformed.
    private func read(_ column: String, _ field: String) throws -> RowPayload? {
        let bench = try Bench.small(party: 1, grants: Self.grants)
        let quoted = "\"\(field.replacing("\"", with: "\"\""))\""
        let list = try bench.write(["phone,\(column)", "\(Bench.e164(0)),\(quoted)", "\(Bench.e164(1)),"], to: "l.csv")
        let reading = try bench.readList(list)
        if let count = reading.report.refused["attribute-malformed"] {
            #expect(count == 1 && reading.report.accepted == 1 && reading.rows[FictionalNumbers.digits(0)] == nil)
            #expect(reading.spooled.isEmpty)
            return nil
        }
        #expect(reading.report.accepted == 2 && reading.report.refused.isEmpty)
        return try reading.payload(ofRow: 1) ?? RowPayload()
    }

    @Test(
        "A field is read as its type",
        arguments: [
            ("text", "film", .string("film")), ("text", "  film  ", .string("film")),
            ("text", "Zoë 東京", .string("Zoë 東京")),
            ("text", String(repeating: "a", count: 256), .string(String(repeating: "a", count: 256))),
            ("text", "42", .string("42")), ("text", "true", .string("true")),
            ("visits", "0", .integer(0)), ("visits", " 42 ", .integer(42)), ("visits", "-7", .integer(-7)),
            ("visits", "9007199254740991", .integer(9_007_199_254_740_991)),
            ("visits", "-9007199254740991", .integer(-9_007_199_254_740_991)),
            ("member", "true", .boolean(true)), ("member", "YES", .boolean(true)), ("member", "1", .boolean(true)),
            ("member", "False", .boolean(false)), ("member", "no", .boolean(false)), ("member", "0", .boolean(false)),
            ("tags", "b|a|b", .strings(["a", "b"])), ("tags", " x ; y | z ", .strings(["x", "y", "z"])),
            ("tags", "|;|", .strings([])), ("tags", "[]", .strings([])), ("tags", "a b", .strings(["a b"])),
            ("tags", #"["b","a|c","b"]"#, .strings(["a|c", "b"])), ("tags", "é|z|Z", .strings(["Z", "z", "é"])),
            ("tags", String(repeating: "a", count: 64), .strings([String(repeating: "a", count: 64)])),
            ("tags", (0..<64).map { "t\($0)" }.joined(separator: "|"), .strings((0..<64).map { "t\($0)" }.sorted())),
        ] as [(String, String, AttributeValue)])
    func values(column: String, field: String, value: AttributeValue) throws {
        #expect(try read(column, field) == RowPayload(attributes: [column: value]))
    }

    @Test("An empty field is absent", arguments: ["text", "visits", "member", "tags"], ["", "   "])
    func absent(column: String, field: String) throws {
        #expect(try read(column, field) == RowPayload())
    }

    @Test(
        "A field that is not of its type refuses the row",
        arguments: [
            ("text", String(repeating: "a", count: 257)), ("text", String(repeating: "é", count: 129)),
            ("text", "a\u{200B}b"), ("text", "a\u{202E}b"), ("text", "a\u{7}b"), ("text", "a\u{A0}b"),
            ("text", "a\u{2028}b"), ("text", "a\nb"),
            ("visits", "1.5"), ("visits", "1e3"), ("visits", "0x10"), ("visits", "1,000"), ("visits", "many"),
            ("visits", "9007199254740992"), ("visits", "-9007199254740992"), ("visits", "9223372036854775807"),
            ("visits", "-9223372036854775808"), ("visits", "9223372036854775808"), ("visits", "-"), ("visits", "٣"),
            ("member", "maybe"), ("member", "2"), ("member", "t"),
            ("tags", "[1]"), ("tags", "[\"a\""), ("tags", "[\"a\",[]]"), ("tags", "[\"\"]"), ("tags", "[\" a\"]"),
            ("tags", String(repeating: "a", count: 65)), ("tags", "a\u{200B}b"),
            ("tags", (0..<65).map { "t\($0)" }.joined(separator: "|")),
        ])
    func malformed(column: String, field: String) throws {
        #expect(try read(column, field) == nil)
    }

    @Test("Values of NDJSON are read as their types, whatever JSON writes them as")
    func objects() throws {
        let bench = try Bench.small(party: 1, grants: Self.grants)
        let list = try bench.write(
            [
                #"{"phone":"\#(Bench.e164(0))","visits":3,"member":true,"tags":["b","a"],"text":"film"}"#,
                #"{"phone":"\#(Bench.e164(1))","visits":"4","member":null}"#,
                #"{"phone":"\#(Bench.e164(2))","other":"+"}"#,
                #"{"phone":"\#(Bench.e164(3))","visits":1.5}"#,
            ], to: "l.ndjson")
        let reading = try bench.readList(list)
        #expect(
            try reading.payload(ofRow: 1)?.attributes == [
                "visits": .integer(3), "member": .boolean(true), "tags": .strings(["a", "b"]), "text": .string("film"),
            ])
        #expect(try reading.payload(ofRow: 2)?.attributes == ["visits": .integer(4)])
        #expect(try reading.payload(ofRow: 3) == nil)
        #expect(reading.report.refused == ["attribute-malformed": 1] && reading.report.accepted == 3)
    }

    @Test("A row that says more than is kept of one is refused, and its consent and the other rows count all the same")
    func tooLarge() throws {
        let names = (0..<40).map { "a\($0)" }
        let granted = names.map { "{name: \($0), type: string}" }.joined(separator: ", ")
        let bench = try Bench.small(grants: "grants: [{party: acme, attributes: [\(granted)]}]")
        let header = (["phone", ConsentColumns.header] + names).joined(separator: ",")
        func line(_ number: Int, _ bytes: Int) -> String {
            ([Bench.e164(number), ConsentColumns().row] + names.map { _ in String(repeating: "x", count: bytes) })
                .joined(separator: ",")
        }
        let reading = try bench.readList(bench.write([header, line(0, 250), line(1, 150)], to: "l.csv"))
        #expect(reading.report.refused == ["attributes-too-large": 1] && reading.report.accepted == 1)
        let kept = try #require(try reading.payload(ofRow: 1))
        #expect(kept.attributes.isEmpty && kept.consent?.state == .given)
        #expect(try reading.payload(ofRow: 2)?.attributes.count == 40)
    }
}
