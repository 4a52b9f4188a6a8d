// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("The canonical form of RFC 8785")
struct CanonicalFormTests {
    private func canonical(_ text: String) throws -> String {
        String(decoding: try JSONValue(parsing: text.utf8).canonicalBytes, as: UTF8.self)
    }

    @Test("Literals and the string of RFC 8785, section 3.2.2, are written as its section 3.2.4 shows")
    func rfcStrings() throws {
        let text = #"""
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected = """
            7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac245c75303030665c6e4127
            425c225c5c5c5c5c222f227d
            """.filter { !$0.isNewline }
        #expect(Hexadecimal.encode(try JSONValue(parsing: text.utf8).canonicalBytes) == expected)
    }

    @Test("Keys are sorted by UTF-16 code units, as in RFC 8785, section 3.2.3")
    func rfcSorting() throws {
        let text = #"""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """#
        let expected =
            #"{"\r":"Carriage Return","1":"One","\#u{80}":"Control","\#u{F6}":"Latin Small Letter O With Diaeresis","#
            + #""\#u{20AC}":"Euro Sign","\#u{1F600}":"Emoji: Grinning Face","\#u{FB33}":"Hebrew Letter Dalet With Dagesh"}"#
        #expect(Array(try canonical(text).utf8) == Array(expected.utf8))
    }

    @Test(
        "Strings are escaped where they must be and nowhere else",
        arguments: [
            (#""\b\t\n\f\r""#, #""\b\t\n\f\r""#), (#""\u0000\u001f\u007f""#, #""\u0000\u001f\#u{7F}""#),
            (#""\u2028\u00e9<>&\/""#, "\"\u{2028}\u{E9}<>&/\""), (#""\u0022\u005c""#, #""\"\\""#),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(Array(try canonical(text).utf8) == Array(expected.utf8))
    }

    @Test("Strings are not normalised, and differently encoded ones are different values")
    func normalisation() throws {
        let composed = try JSONValue(parsing: #""\u00e9""#.utf8)
        let decomposed = try JSONValue(parsing: #""e\u0301""#.utf8)
        #expect(composed != decomposed)
        #expect(composed.hashValue != decomposed.hashValue || composed != decomposed)
        #expect(decomposed.canonicalBytes == [0x22, 0x65, 0xCC, 0x81, 0x22])
    }

    @Test("Whatever is read is written in the same canonical bytes again", arguments: 0..<40)
    func roundTrip(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let value = Self.value(depth: 4, using: &generator)
        let bytes = value.canonicalBytes
        #expect(try JSONValue(parsing: bytes) == value)
        #expect(try JSONValue(parsing: bytes).canonicalBytes == bytes)
    }

    @Test("The digest is SHA-256 of the canonical form")
    func digest() {
        // SHA-256 of the two bytes "{}".
        #expect(
            Hexadecimal.encode(JSONValue.object([:]).canonicalDigest)
                == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
    }

    private static func value(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        let characters: [Character] = ["a", "Z", "\"", "\\", "\u{1}", "é", "€", "😀", "/", "\u{7F}"]
        func text() -> String {
            String(
                (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
                    characters.randomElement(using: &generator)
                })
        }
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2:
            return .integer(
                Int64.random(in: -JSONValue.largestInteger...JSONValue.largestInteger, using: &generator))
        case 3: return .string(text())
        case 4:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth - 1, using: &generator) })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                members[text()] = value(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }
}
