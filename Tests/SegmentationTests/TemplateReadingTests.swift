// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import TestSupport
import Testing
import Vocabulary

@Suite("Texts held against their template")
struct TemplateReadingTests {
    private let sample: Sample
    private let brand: PartyID

    init() throws {
        sample = try Sample()
        brand = try #require(PartyID("acme"))
    }

    /// Whether a text can be one of the template, of which the reader knows the brand's `spend` alone.
    private func canRead(_ text: String, _ template: String, spend: Int64? = nil) throws -> Bool {
        let spending = AttributeKey(party: brand, name: "spend")
        return try Template(parsing: template, schema: sample.schema).canRead(text, sender: "ACME Stores") { key in
            key == spending ? .value(spend.map { .int($0) }) : .nothing
        }
    }

    @Test(
        "What the template can give is read, and nothing else",
        arguments: [
            ("Hello", "Hello", true), ("Hello", "hello", false), ("Hello", "Hello ", false), ("Hello", "", false),
            ("{{sender}}!", "ACME Stores!", true), ("{{sender}}!", "Somebody!", false),
            ("a{{streamco.interest}}b", "ab", true), ("a{{streamco.interest}}b", "a…b", true),
            ("a{{streamco.interest}}b", "abb", true), ("a{{streamco.interest}}b", "aba", false),
            ("a{{streamco.interest}}b", "a\nb", false), ("a\n{{streamco.interest}}\nb", "a\nx\nb", true),
            ("a\n{{streamco.interest}}\nb", "a\nx\n\nb", false),
            ("{{streamco.visits}} visits", "12 visits", true), ("{{streamco.visits}} visits", "-3 visits", true),
            ("{{streamco.visits}} visits", "0 visits", true), ("{{streamco.visits}} visits", "07 visits", false),
            ("{{streamco.visits}} visits", "many visits", false), ("{{streamco.visits}} visits", " visits", false),
            ("{{streamco.visits | default: 'many'}} visits", "many visits", true),
            ("{{streamco.visits}}{{streamco.visits}}", "12", true),
            ("{{streamco.visits}}{{streamco.visits}}", "1", false),
            ("{{streamco.interest}}", "\u{202E}film", false), ("{{streamco.interest}}", "fi\u{0}lm", false),
        ])
    func table(template: String, text: String, isRead: Bool) throws {
        #expect(try canRead(text, template) == isRead)
    }

    @Test("A value that the brand knows must be the one that stands there")
    func known() throws {
        #expect(try canRead("40!", "{{acme.spend}}!", spend: 40))
        #expect(try !canRead("41!", "{{acme.spend}}!", spend: 40))
        #expect(try !canRead("!", "{{acme.spend}}!"))
        #expect(try canRead("none!", "{{acme.spend | default: 'none'}}!"))
        #expect(try !canRead("none!", "{{acme.spend | default: 'none'}}!", spend: 40))
    }

    @Test("A value of 256 bytes is read, and not one of 257; a character is not cut")
    func length() throws {
        let long = String(repeating: "é", count: 128)
        #expect(try canRead("<\(long)>", "<{{streamco.interest}}>"))
        #expect(try !canRead("<\(long)x>", "<{{streamco.interest}}>"))
        #expect(try canRead("<\(long)x>", "<{{streamco.interest}}{{streamco.interest}}>"))
        let most = String(repeating: "x", count: Template.maximumBytes)
        #expect(try canRead(most, most))
        let many = String(repeating: "{{streamco.interest}}", count: 10)
        #expect(try canRead(most, many))
        #expect(try !canRead(most + "x", many))
    }

    @Test("Whatever a template gives is read by it; with a changed fixed part it is not")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "<", "{{streamco.interest}}", "{{streamco.visits}}", "{{sender}}", "{{acme.spend | default: 'x'}}", "|",
        ]
        let values = ["", "film", "<", "|", "12", "é", "ACME Stores", "x"]
        for _ in 0..<500 {
            let template = "#" + (0..<6).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let spend = Bool.random(using: &generator) ? Int64.random(in: -20...20, using: &generator) : nil
            let interest = values.randomElement(using: &generator) ?? ""
            let visits = Int64.random(in: -20...20, using: &generator)
            var attributes: [String: AttributeValue] = [
                "streamco.interest": .string(interest), "streamco.visits": .integer(visits),
            ]
            attributes["acme.spend"] = spend.map { .integer($0) }
            let table = try sample.table([try sample.member(1, attributes)])
            let text = try #require(
                try Template(parsing: template, schema: sample.schema).text(sender: "ACME Stores") {
                    table.value(of: $0, at: 0)
                })
            #expect(try canRead(text, template, spend: spend), "\(template): \(text)")
            #expect(try !canRead("§" + text.dropFirst(), template, spend: spend), "\(template): \(text)")
        }
    }
}
