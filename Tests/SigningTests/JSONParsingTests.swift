// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing

@Suite("The strict JSON reader")
struct JSONParsingTests {
    private func problem(_ bytes: some Collection<UInt8>, maximumBytes: Int = 1 << 20) -> JSONError.Problem? {
        do {
            _ = try JSONValue(parsing: bytes, maximumBytes: maximumBytes)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test(
        "Well-formed documents are read",
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("\t\r\nfalse", .bool(false)), ("0", .integer(0)),
            ("-1", .integer(-1)), ("9007199254740991", .integer(9_007_199_254_740_991)),
            ("-9007199254740991", .integer(-9_007_199_254_740_991)), (#""""#, .string("")),
            (#""\u0041\n\/""#, .string("A\n/")), (#""\ud83d\ude00""#, .string("😀")), (#""\uD83D\uDE00""#, .string("😀")),
            ("[]", .array([])), ("{ }", .object([:])),
            (#"[1 , {"a":[]}]"#, .array([.integer(1), .object(["a": .array([])])])),
        ])
    func wellFormed(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: text.utf8) == expected)
    }

    @Test(
        "Everything but plain integers is refused",
        arguments: [
            ("1.0", JSONError.Problem.notAnInteger), ("1e2", .notAnInteger), ("1E2", .notAnInteger),
            ("-0.5", .notAnInteger),
            ("-0", .negativeZero), ("01", .leadingZero), ("-01", .leadingZero), ("00", .leadingZero),
            ("9007199254740992", .integerTooLarge), ("-9007199254740992", .integerTooLarge),
            ("123456789012345678901234567890", .integerTooLarge),
        ])
    func numbers(text: String, expected: JSONError.Problem) {
        #expect(problem(text.utf8) == expected)
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "+1", ".5", "-", "nul", "True", "NaN", "Infinity", "'a'", "{a:1}", "[1,]", "[,1]", #"{"a":1,}"#,
            #"{"a" 1}"#,
            #"{"a"}"#, "[1", #"{"a":1"#, #"""#, #""\"#, #""\u12"#, "// note\n1", "/* */1", "[1 2]", "]", "\u{A0}1",
        ])
    func malformed(text: String) {
        #expect(problem(text.utf8) != nil)
    }

    @Test("Nothing may follow the document", arguments: ["1 2", "{}{}", "null,", "[]]", "1\0"])
    func trailing(text: String) {
        #expect(problem(text.utf8) == .trailingBytes)
    }

    @Test(
        "A key that stands twice is refused, however it is spelled",
        arguments: [
            #"{"cap":1,"cap":2}"#, #"{"cap":1,"\u0063ap":2}"#, #"{"a":{"cap":1,"cap":1}}"#,
        ])
    func duplicates(text: String) {
        #expect(problem(text.utf8) == .duplicateKey("cap"))
    }

    @Test("A repeated key that does not look like a field is not repeated in the error")
    func duplicateKeyIsNotShown() {
        do {
            _ = try JSONValue(parsing: #"{"+14155550132":1,"+14155550132":2}"#.utf8)
            Issue.record("a repeated key was accepted")
        } catch {
            #expect(error.description == "byte 18: a key of 12 bytes stands twice in one object")
        }
    }

    @Test(
        "Lone surrogates are refused",
        arguments: [
            #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#, #""\ude00\ud83d""#, #""\ud83d\n""#,
        ])
    func surrogates(text: String) {
        #expect(problem(text.utf8) == .loneSurrogate)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
        ] as [[UInt8]])
    func encoding(bytes: [UInt8]) {
        #expect(problem([0x22] + bytes + [0x22]) == .notUTF8)
    }

    @Test("Control characters in strings must be escaped", arguments: ["\u{0}", "\n", "\t", "\u{1F}"])
    func controls(character: String) {
        #expect(problem("\"\(character)\"".utf8) == .controlCharacter)
    }

    @Test("Unknown escapes are refused", arguments: [#""\x41""#, #""\'""#, #""\u00g0""#, #""\U0041""#, #""\a""#])
    func escapes(text: String) {
        #expect(problem(text.utf8) == .badEscape)
    }

    @Test("A byte order mark is refused, and other encodings with it")
    func byteOrderMarks() {
        #expect(problem([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == .byteOrderMark)
        #expect(problem([0xFF, 0xFE, 0x31, 0x00]) != nil)
        #expect(problem([0x00, 0x31]) != nil)
    }

    @Test("32 levels are read, 33 are refused, and a million do not crash")
    func depth() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(problem(nested(32).utf8) == nil)
        #expect(problem(nested(33).utf8) == .tooDeep(maximum: 32))
        #expect(problem(nested(500_000).utf8) == .tooDeep(maximum: 32))
        #expect(problem(String(repeating: #"{"a":"#, count: 33).utf8) == .tooDeep(maximum: 32))
    }

    @Test("A document larger than allowed is refused before it is read")
    func size() {
        #expect(problem("[1,2,3]".utf8, maximumBytes: 7) == nil)
        #expect(problem("[1,2,3]".utf8, maximumBytes: 6) == .tooLarge(maximumBytes: 6))
        #expect(JSONValue.defaultMaximumBytes == 4_194_304)
    }

    @Test("The error names the byte")
    func offsets() {
        do {
            _ = try JSONValue(parsing: #"{"a": tru}"#.utf8)
            Issue.record("a broken word was accepted")
        } catch {
            #expect(error.offset == 6)
            #expect(error.description == "byte 6: expected a value")
        }
    }

    @Test("Cutting a document short never yields a value")
    func truncation() throws {
        let bytes = Array(#"{"body":{"n":[1,true,null,"é\u00e9"]},"signature":"00"}"#.utf8)
        _ = try JSONValue(parsing: bytes)
        for length in bytes.indices { #expect(problem(bytes.prefix(length)) != nil) }
    }
}
