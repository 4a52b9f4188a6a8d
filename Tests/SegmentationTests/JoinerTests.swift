// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Testing

/// Joiners and non-joiners in texts (protocol/v1/segments.md §4).
@Suite("Joined characters in texts")
struct JoinerTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    @Test(
        "They stand in texts and defaults where they change what is read",
        arguments: [
            "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}",
            "\u{1F469}\u{1F3FD}\u{200D}\u{1F680}", "\u{2764}\u{FE0F}\u{200D}\u{1F525}",
            "\u{1F9D1}\u{200D}\u{2695}\u{FE0F}",
            // Persian: "I want", with and without a vowel mark before the non-joiner.
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", "\u{645}\u{6CC}\u{650}\u{200C}\u{62E}",
            // Devanagari and Sinhala: a virama, a joiner and a letter.
            "\u{915}\u{94D}\u{200D}\u{937}", "\u{915}\u{94D}\u{200C}\u{937}", "\u{DC1}\u{DCA}\u{200D}\u{DBB}\u{DD3}",
        ])
    func meaningful(text: String) throws {
        for template in ["Hi \(text)!", "{{acme.spend | default: '\(text)'}}"] {
            let parsed = try Template(parsing: template, schema: sample.schema)
            #expect(
                parsed.text(sender: "x") { _ in nil }?.unicodeScalars.elementsEqual(
                    (template.hasPrefix("Hi") ? template : text).unicodeScalars) == true)
        }
    }

    @Test(
        "Anywhere else they are refused, between the digits of a number above all",
        arguments: [
            "\u{200D}", "a\u{200D}b", "a\u{200C}b", "\u{1F468}\u{200D}", "\u{200D}\u{1F468}",
            "\u{1F468}\u{200C}\u{1F469}",
            "20155\u{200D}50100", "20155\u{200C}50100", "1\u{FE0F}\u{20E3}\u{200D}2", "1\u{FE0F}\u{200D}2\u{FE0F}",
            "\u{661}\u{200C}\u{662}", "\u{6F1}\u{200C}\u{6F2}", "\u{645}\u{200C}\u{661}", "\u{661}\u{200C}\u{645}",
            "\u{645}\u{200D}\u{645}", "\u{645}\u{200C}\u{200C}\u{645}", "\u{1F468}\u{200D}\u{200D}\u{1F469}",
            "\u{967}\u{200D}\u{968}", "\u{94D}\u{200D}\u{967}", "\u{1F1E9}\u{200D}\u{1F1EA}",
            "\u{1F3FD}\u{200D}\u{1F680}",
            "\u{1F468}\u{200D}{{sender}}", "\u{1F468}\u{200B}\u{1F469}",
        ])
    func refused(text: String) throws {
        let error = try #require(throws: RuleError.self) { try Template(parsing: text, schema: sample.schema) }
        #expect(error.problem.contains("U+200"))
        #expect(throws: RuleError.self) {
            try Template(parsing: "{{acme.spend | default: '\(text)'}}", schema: sample.schema)
        }
    }

    @Test("Rules hold none of them, whatever stands beside")
    func rules() throws {
        let rule = "streamco.interest == '\u{1F468}\u{200D}\u{1F469}'"
        let error = try #require(throws: RuleError.self) { try Rule(parsing: rule, schema: sample.schema) }
        #expect(error.problem.contains("U+200D"))
    }
}
