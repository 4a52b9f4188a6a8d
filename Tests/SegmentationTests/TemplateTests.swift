// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Testing
import Vocabulary

@Suite("The texts of messages")
struct TemplateTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    private func text(_ template: String, _ attributes: [String: AttributeValue] = [:]) throws -> String? {
        let table = try sample.table([try sample.member(1, attributes)])
        return try Template(parsing: template, schema: sample.schema).text(sender: "ACME Stores") {
            table.value(of: $0, at: 0)
        }
    }

    @Test(
        "Names become values",
        arguments: [
            ("Hello", "Hello"), ("{{streamco.interest}}", "film"), ("a{{ streamco.interest }}b", "afilmb"),
            ("{{streamco.visits}} visits", "3 visits"), ("{{sender}}: {{number.country}}", "ACME Stores: GB"),
            ("{{`data-partner`.`in`}}", "{{x}}"), ("{{streamco.interest | default: 'x'}}", "film"),
            ("{{acme.spend | default: 'much'}}", "much"), ("{{acme.spend|default:\"}}\"}}.", "}}."),
            ("{{acme.spend | default: ''}}", ""),
            ("{ {a} }} {", "{ {a} }} {"),
            ("\u{1F3AC}{{sender}}", "\u{1F3AC}ACME Stores"),
            ("{{streamco.interest}}{{streamco.interest}}", "filmfilm"), ("{{sender | default: 'x'}}", "ACME Stores"),
        ])
    func values(template: String, expected: String) throws {
        let attributes: [String: AttributeValue] = [
            "streamco.interest": .string("film"), "streamco.visits": .integer(3), "acme.number.country": .string("GB"),
            "data-partner.in": .string("{{x}}"),
        ]
        #expect(try text(template, attributes) == expected)
    }

    @Test("A missing value without a default leaves the member out; an empty one does not")
    func missing() throws {
        #expect(try text("Hello {{streamco.interest}}") == nil)
        #expect(try text("{{streamco.interest}}{{acme.spend | default: '1'}}") == nil)
        #expect(try text("Hello {{streamco.interest}}!", ["streamco.interest": .string("")]) == "Hello !")
    }

    @Test(
        "What is no text is told with its column",
        arguments: [
            ("Hi {{", 4, "closing braces"),
            ("Hi {{streamco.interest", 4, "closing braces"),
            ("Hi {{}}", 6, "expected a name"),
            ("{{{streamco.interest}}}", 3, "expected a name"), ("{{streamco.interest} }", 21, "expected }}"),
            ("{{streamco.interest}", 21, "expected }}"), ("{{streamco.interest x}}", 21, "expected }} or"),
            ("{{streamco.interest | x: 'y'}}", 23, "default"), ("{{streamco.interest | default 'y'}}", 31, "colon"),
            ("{{streamco.interest | default: y}}", 32, "text in quotes"),
            ("{{streamco.interest | default: 'y}}", 32, "closing quote"),
            ("{{'x'}}", 3, "expected a name"),
            ("{{has}}", 3, "expected a name"),
            ("{{streamco.}}", 12, "expected a name"),
            ("{{streamco.vists}}", 3, "not granted; did you mean streamco.visits?"),
            ("{{acme.vip}}", 3, "this is bool"),
            ("\u{1F3AC}{{streamco.tags}}", 4, "this is list(string)"),
            ("{{acme.sender}}", 3, "not granted"),
            ("", 1, "1 to 1600"),
        ])
    func errors(template: String, column: Int, problem: String) throws {
        let error = try #require(throws: RuleError.self) { try Template(parsing: template, schema: sample.schema) }
        #expect(error.column == column)
        #expect(error.problem.contains(problem), "\(error)")
    }

    @Test("A text with thousands of braces is read in one go")
    func manyBraces() throws {
        let template = String(repeating: "{{sender}}", count: 160)
        #expect(try text(template)?.utf8.count == 160 * 11)
        #expect(throws: RuleError.self) { try text(template + "{") }
    }
}
