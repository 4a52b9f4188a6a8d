// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Testing
import Vocabulary

@Suite("The three values of rules")
struct RuleTruthTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    /// Spells a truth value over an attribute, which is left out for unknown.
    private func attributes(_ left: Bool?, _ right: Bool?) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        attributes["acme.vip"] = left.map { .boolean($0) }
        attributes["streamco.premium"] = right.map { .boolean($0) }
        return attributes
    }

    @Test(
        "The table of && and ||",
        arguments: [
            (true, true, true, true), (true, false, false, true), (true, nil, nil, true), (false, true, false, true),
            (false, false, false, false), (false, nil, false, nil), (nil, true, nil, true), (nil, false, false, nil),
            (nil, nil, nil, nil),
        ] as [(Bool?, Bool?, Bool?, Bool?)])
    func connectives(left: Bool?, right: Bool?, both: Bool?, either: Bool?) throws {
        let attributes = attributes(left, right)
        #expect(try sample.value("acme.vip && streamco.premium", attributes) == both)
        #expect(try sample.value("acme.vip || streamco.premium", attributes) == either)
    }

    @Test("The table of !", arguments: [(true, false), (false, true), (nil, nil)] as [(Bool?, Bool?)])
    func negation(operand: Bool?, result: Bool?) throws {
        #expect(try sample.value("!acme.vip", attributes(operand, nil)) == result)
        #expect(try sample.value("!!acme.vip", attributes(operand, nil)) == operand)
    }

    @Test(
        "The table of == and !=",
        arguments: [
            (true, true, true), (true, false, false), (true, nil, nil), (false, true, false), (false, false, true),
            (false, nil, nil), (nil, true, nil), (nil, false, nil), (nil, nil, nil),
        ] as [(Bool?, Bool?, Bool?)])
    func equality(left: Bool?, right: Bool?, result: Bool?) throws {
        let attributes = attributes(left, right)
        #expect(try sample.value("acme.vip == streamco.premium", attributes) == result)
        #expect(try sample.value("acme.vip != streamco.premium", attributes) == result.map(!))
    }

    @Test("Every comparison with an unknown operand is unknown", arguments: ["==", "!=", "<", "<=", ">", ">="])
    func comparisons(comparison: String) throws {
        for text in ["acme.spend \(comparison) 1", "1 \(comparison) acme.spend", "acme.spend \(comparison) 1.5"] {
            #expect(try sample.value(text) == nil)
        }
        #expect(try sample.value("streamco.interest \(comparison) 'a'") == nil)
        #expect(try sample.value("'a' \(comparison) streamco.interest") == nil)
        #expect(try sample.value("acme.spend \(comparison) streamco.visits", ["acme.spend": .integer(1)]) == nil)
    }

    @Test(
        "The table of in over an attribute",
        arguments: [
            ("film", ["film"], true), ("film", ["art"], false), ("film", [], false), ("film", nil, nil),
            (nil, ["film"], nil), (nil, [], false), (nil, nil, nil),
        ] as [(String?, [String]?, Bool?)])
    func membership(element: String?, list: [String]?, result: Bool?) throws {
        var attributes: [String: AttributeValue] = [:]
        attributes["streamco.interest"] = element.map { .string($0) }
        attributes["streamco.tags"] = list.map { .strings($0) }
        #expect(try sample.value("streamco.interest in streamco.tags", attributes) == result)
        guard element != nil else { return }
        #expect(try sample.value("'film' in streamco.tags", attributes) == result)
    }

    @Test("In a list that is written out, an unknown element makes it unknown, and nothing is in an empty one")
    func writtenLists() throws {
        let film = ["streamco.interest": AttributeValue.string("film")]
        #expect(try sample.value("streamco.interest in ['film', 'art']", film) == true)
        #expect(try sample.value("streamco.interest in ['art']", film) == false)
        #expect(try sample.value("streamco.interest in ['film']") == nil)
        #expect(try sample.value("streamco.interest in []") == false)
        #expect(try sample.value("'film' in ['film', streamco.interest]") == nil)
        #expect(try sample.value("'film' in ['art', streamco.interest]", film) == true)
        #expect(try sample.value("'x' in ['y', streamco.interest]", film) == false)
        #expect(try sample.value("[streamco.interest] == ['film']", film) == true)
        #expect(try sample.value("[streamco.interest, 'x'] == ['film', 'y']", film) == false)
        #expect(try sample.value("[streamco.interest] == []") == nil)
        #expect(try sample.value("[streamco.interest] == []", film) == false)
        #expect(try sample.value("['film'] in [[streamco.interest], ['art']]", film) == true)
        #expect(try sample.value("streamco.visits in [1, 2, acme.spend]", ["streamco.visits": .integer(2)]) == nil)
    }

    @Test("Lists are equal in order and number")
    func listEquality() throws {
        let both: [String: AttributeValue] = [
            "streamco.tags": .strings(["a", "b"]), "data-partner.tags": .strings(["a", "b"]),
        ]
        #expect(try sample.value("streamco.tags == `data-partner`.tags", both) == true)
        #expect(try sample.value("streamco.tags == ['a', 'b']", both) == true)
        #expect(try sample.value("['b', 'a'] == streamco.tags", both) == false)
        #expect(try sample.value("streamco.tags != ['a']", both) == true)
        #expect(try sample.value("streamco.tags == ['a', streamco.interest]", both) == nil)
        #expect(try sample.value("streamco.tags == ['x', streamco.interest]", both) == nil)
        #expect(try sample.value("streamco.tags == []", ["streamco.tags": .strings([])]) == true)
        #expect(try sample.value("streamco.tags == []") == nil)
    }

    @Test("has asks for absence, and is never unknown")
    func has() throws {
        #expect(try sample.value("has(acme.spend)") == false)
        #expect(try sample.value("!has(acme.spend)") == true)
        #expect(try sample.value("has(acme.spend)", ["acme.spend": .integer(0)]) == true)
        #expect(try sample.value("has(acme.vip) && !acme.vip", ["acme.vip": .boolean(false)]) == true)
        #expect(try sample.value("has(streamco.tags)", ["streamco.tags": .strings([])]) == true)
        #expect(try sample.value("has(streamco.interest)", ["streamco.interest": .string("")]) == true)
    }

    @Test(
        "tag looks into the tags of all parties, joined by ||",
        arguments: [
            (["a"], ["a"], true), (["a"], ["b"], true), (["a"], nil, true), (["b"], ["a"], true), (["b"], ["b"], false),
            (["b"], nil, nil), (nil, ["a"], true), (nil, ["b"], nil), (nil, nil, nil),
        ] as [([String]?, [String]?, Bool?)])
    func tags(first: [String]?, second: [String]?, result: Bool?) throws {
        var attributes: [String: AttributeValue] = [:]
        attributes["streamco.tags"] = first.map { .strings($0) }
        attributes["data-partner.tags"] = second.map { .strings($0) }
        #expect(try sample.value("tag('a')", attributes) == result)
    }

    @Test("Texts are the same where their bytes are, and are ordered by code points")
    func texts() throws {
        let composed = ["streamco.interest": AttributeValue.string("caf\u{E9}")]
        #expect(try sample.value("streamco.interest == 'caf\u{E9}'", composed) == true)
        #expect(try sample.value("streamco.interest == 'cafe\u{301}'", composed) == false)
        #expect(try sample.value("streamco.interest > 'cafe\u{301}'", composed) == true)
        // U+FF5E comes before U+1F600, although its UTF-16 units come after.
        #expect(try sample.value("streamco.interest < '\u{1F600}'", ["streamco.interest": .string("\u{FF5E}")]) == true)
        #expect(try sample.value("streamco.interest < 'b'", ["streamco.interest": .string("B")]) == true)
        let pair: [String: AttributeValue] = ["streamco.interest": .string("a"), "data-partner.mood": .string("b")]
        #expect(try sample.value("streamco.interest < `data-partner`.mood", pair) == true)
        #expect(try sample.value("'b' <= streamco.interest", pair) == false)
    }
}
