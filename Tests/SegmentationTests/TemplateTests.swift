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
        let parsed = try Template(parsing: template, schema: sample.schema)
        #expect(parsed.text(sender: "ACME Store") { _ in nil }?.utf8.count == Template.maximumBytes)
        #expect(throws: RuleError.self) { try text(template + "{") }
        // With longer values than these the text would be too long to be sent.
        #expect(parsed.text(sender: "ACME Stores") { _ in nil } == nil)
    }

    @Test(
        "What does not show is refused with its column and number, in the text and in what an escape writes",
        arguments: [
            ("a\u{0}b", 2, "U+0000"), ("a\rb", 2, "U+000D"), ("ab\u{1B}[1m", 3, "U+001B"), ("\u{202E}a", 1, "U+202E"),
            ("a\tb", 2, "U+0009"), ("a\u{2028}b", 2, "U+2028"), ("a {{sender}}\u{E0001}", 13, "U+E0001"),
            (#"{{acme.spend | default: 'a\u0000b'}}"#, 25, "U+0000"),
            (#"{{acme.spend | default: 'a\u001b'}}"#, 25, "U+001B"),
            (#"{{acme.spend | default: '\u202e'}}"#, 25, "U+202E"), (#"{{acme.spend | default: '\r'}}"#, 25, "U+000D"),
            (#"{{acme.spend | default: '\t'}}"#, 25, "U+0009"),
            ("{{acme.spend | default: '\u{202E}'}}", 25, "U+202E"),
            ("{{acme.spend | default: 'a\u{0}'}}", 25, "U+0000"),
        ])
    func hidden(template: String, column: Int, number: String) throws {
        let error = try #require(throws: RuleError.self) { try Template(parsing: template, schema: sample.schema) }
        #expect(error.column == column)
        #expect(error.problem.contains(number), "\(error)")
        #expect(error.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    @Test("Line ends are a part of texts, and of what an escape writes")
    func lineEnds() throws {
        #expect(try text("a\nb {{acme.spend | default: 'c\\nd'}}") == "a\nb c\nd")
    }
}
