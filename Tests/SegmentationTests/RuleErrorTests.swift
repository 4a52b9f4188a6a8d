// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("The errors of rules")
struct RuleErrorTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    @Test(
        "What is no rule is told with its column",
        arguments: [
            ("", 1, "expected a value"), ("   ", 4, "expected a value"), ("true &&", 8, "expected a value"),
            ("(true", 6, "expected an operator or )"),
            ("true)", 5, "expected an operator or the end"),
            ("[1, 2", 6, "expected an operator or ]"),
            ("1 in [1,] ", 9, "expected a value"), ("1 in [1 2]", 9, "expected an operator or ]"),
            ("true = false", 6, "write =="), ("true & false", 6, "write &&"), ("true | false", 6, "write ||"),
            ("not true", 5, "write !"), ("not acme.vip", 5, "write !"), ("not (true)", 5, "write !"),
            ("true AND false", 6, "write &&"), ("NOT true", 5, "write !"),
            ("size(acme.vip) > 1", 5, "there are no functions but has() and tag()"),
            ("streamco.interest.startsWith('a')", 29, "there are no functions but has() and tag()"),
            ("`data-partner`.visits(1)", 22, "there are no functions"), ("true (false)", 6, "expected an operator"),
            ("true and false", 6, "write &&"), ("true or false", 6, "write ||"), ("true not", 6, "write !"),
            ("= true", 1, "write =="), ("1 < 2 < 3", 7, "do not chain"), ("1 == 1 == 1", 8, "do not chain"),
            ("1 in [1] in [true]", 10, "expected an operator"), ("acme.vip # x", 10, "no meaning"),
            ("// x", 1, "no meaning"), ("acme.spend - 1", 12, "minus"), ("- 1 == 1", 1, "minus"),
            ("acme.spend + 1", 12, "no meaning"), ("acme.spend -1", 12, "expected an operator"),
            ("null == 1", 1, "null is no value"), ("has(null)", 5, "part of the language"),
            ("in == 1", 1, "part of the language"), ("acme.tag", 6, "part of the language"),
            ("has.x", 4, "expected ("), ("has acme.vip", 5, "expected ("),
            ("has('x')", 5, "expected a value, a name"), ("tag(acme.vip)", 5, "expected a text in quotes"),
            ("tag('a', 'b')", 8, "expected )"), ("acme.", 6, "expected a value, a name"),
            (".acme", 1, "expected a value, a name"), ("acme..vip", 6, "expected a value, a name"),
            ("`data partner`.visits == 1", 1, "between backquotes"), ("``.visits", 1, "between backquotes"),
            ("`data-partner.visits == 1", 1, "between backquotes"), ("acme.vip \u{E9}", 10, "no meaning"),
            ("\u{2018}a\u{2019} == 'a'", 1, "straight quotes"),
        ])
    func syntax(text: String, column: Int, problem: String) throws {
        let error = try sample.error(text)
        #expect(error.column == column)
        #expect(error.problem.contains(problem), "\(error)")
    }

    @Test(
        "What does not show is told with its column and number",
        arguments: [
            ("true\u{0}", 5, "U+0000"), ("true \u{202E}|| false", 6, "U+202E"), ("'a\u{200B}' == 'a'", 3, "U+200B"),
            ("true\r|| false", 5, "U+000D"), ("'\u{1B}[1m' == 'a'", 2, "U+001B"), ("true\u{2028}", 5, "U+2028"),
            ("true\r", 5, "U+000D"),
        ])
    func hidden(text: String, column: Int, number: String) throws {
        let error = try sample.error(text)
        #expect(error.column == column)
        #expect(error.problem.contains(number), "\(error)")
        let segment = SegmentDefinition(name: "all", description: nil, when: text)
        let field = #expect(throws: FieldError.self) { try Segment(segment, schema: sample.schema) }
        #expect(field?.path == "when")
    }

    @Test(
        "What is no literal is told with its column",
        arguments: [
            ("streamco.interest == 'film", 22, "closing quote"), ("'a\nb' == 'a'", 1, "closing quote"),
            ("'a\"", 1, "closing quote"), (#"'\'"#, 1, "closing quote"), (#"'a\x' == 'a'"#, 3, "escapes are"),
            (#"'\u12' == 'a'"#, 2, "four hexadecimal digits"), (#"'\ud83d' == 'a'"#, 2, "surrogate"),
            (#"'\u"#, 2, "four hexadecimal digits"), (#"'ab\"#, 4, "escapes are"),
            ("1 == 9223372036854775808", 6, "out of range"), ("1 == -9223372036854775809", 6, "out of range"),
            ("1 == 0x8000000000000000", 6, "out of range"), ("1 == 1e999", 6, "out of range"),
            ("1 == 0x", 6, "hexadecimal digits"), ("1 == 5abc", 6, "no number"), ("1 == 5u", 6, "no number"),
            ("1 == 0xG", 6, "hexadecimal digits"), ("1 == 1e", 6, "no number"), ("1 == 1.", 7, "expected an operator"),
            ("1 == 1.2.3", 9, "expected an operator"), ("1 == 1.e3", 7, "expected an operator"),
        ])
    func literals(text: String, column: Int, problem: String) throws {
        let error = try sample.error(text)
        #expect(error.column == column)
        #expect(error.problem.contains(problem), "\(error)")
    }

    @Test(
        "A wrong type is told with its column",
        arguments: [
            ("acme.spend == 'x'", 12, "== takes two values of one type, not int and string"),
            ("acme.vip != 1", 10, "!= takes two values of one type, not bool and int"),
            ("streamco.tags == ['a', 1]", 24, "a list holds one type, here string and int"),
            ("[1, 2.0] == [1]", 5, "a list holds one type, here int and double"),
            ("[1] == [1.0]", 5, "== takes two values of one type, not list(int) and list(double)"),
            ("acme.vip < true", 10, "< takes two numbers or two strings, not bool and bool"),
            ("acme.spend < 'x'", 12, "< takes two numbers or two strings, not int and string"),
            ("[1] >= [1]", 5, ">= takes two numbers or two strings"),
            ("1 in [1.0]", 3, "in takes a value and a list of its type, not int and list(double)"),
            ("'a' in streamco.interest", 5, "in takes a value and a list of its type, not string and string"),
            ("acme.spend in streamco.tags", 12, "not int and list(string)"),
            ("!acme.spend", 2, "! takes bool, not int"), ("true && acme.spend", 9, "&& takes bool, not int"),
            ("'x' || true", 1, "|| takes bool, not string"), ("true || (false && 1)", 19, "&& takes bool, not int"),
            ("acme.spend", 1, "must be bool, not int"), ("  'x'", 3, "must be bool, not string"),
            ("[]", 1, "must be bool, not list"), ("!('x' in streamco.interest)", 7, "in takes"),
        ])
    func types(text: String, column: Int, problem: String) throws {
        let error = try sample.error(text)
        #expect(error.column == column)
        #expect(error.problem.contains(problem), "\(error)")
    }

    @Test(
        "A name that is not granted is told with its column, and with the one that may be meant",
        arguments: [
            ("streamco.vists > 1", 1, "this name is not granted; did you mean streamco.visits?"),
            ("true && streamco.visist > 1", 9, "this name is not granted; did you mean streamco.visits?"),
            ("has(number.contry)", 5, "this name is not granted; did you mean number.country?"),
            ("`data-partner`.vists == 1", 1, "this name is not granted; did you mean `data-partner`.visits?"),
            ("premium", 1, "this name is not granted; did you mean streamco.premium?"),
            ("mood == 'x'", 1, "this name is not granted; did you mean `data-partner`.mood?"),
            ("visits > 1", 1, "this name is not granted; did you mean `data-partner`.visits or streamco.visits?"),
            ("something.else", 1, "this name is not granted"), ("weather.rain > 0", 1, "this name is not granted"),
            ("streamco == 1", 1, "this name is not granted"), ("sender == 'x'", 1, "this name is not granted"),
        ])
    func names(text: String, column: Int, problem: String) throws {
        #expect(try sample.error(text) == RuleError(column: column, problem: problem))
    }

    @Test("tag is an error where no party tells tags of the right type")
    func tags() throws {
        let schema = RuleSchema(
            brand: sample.acme,
            grants: [RuleSchema.Grant(party: sample.acme, attributes: [("tags", .string), ("a", .boolean)])])
        let error = #expect(throws: RuleError.self) { try Rule(parsing: "acme.a || tag('x')", schema: schema) }
        #expect(error?.column == 11)
    }

    @Test("Columns count characters, and the caret stands below the one meant")
    func carets() throws {
        let flag = "\u{1F1EC}\u{1F1E7}"
        let wide = "streamco.interest == '\(flag)e\u{301}' && x"
        let error = try sample.error(wide)
        #expect(error.column == 30)
        #expect(error.shown(in: wide) == wide + "\n" + String(repeating: " ", count: 29) + "^")
        #expect(error.description == "column 30: this name is not granted")
        let lines = "acme.vip\n\t&& x\n&& true"
        let second = try sample.error(lines)
        #expect(second.column == 14)
        #expect(second.shown(in: lines) == "\t&& x\n\t   ^")
        #expect(try sample.error("true &&").shown(in: "true &&") == "true &&\n       ^")
        #expect(RuleError(column: 2, problem: "").shown(in: "a\u{1B}b") == "a b\n ^")
    }

    @Test(
        "Parentheses, lists and ! may be nested 32 deep and not deeper",
        arguments: [("(", "true", ")"), ("!", "true", ""), ("[", "", "]")])
    func nesting(open: String, inner: String, close: String) throws {
        func text(_ levels: Int) -> String {
            String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
        }
        _ = try Rule(parsing: text(32), schema: sample.schema, expecting: nil)
        let error = #expect(throws: RuleError.self) {
            try Rule(parsing: text(33), schema: sample.schema, expecting: nil)
        }
        #expect(error?.column == 33)
        #expect(error?.problem.contains("32 deep") == true)
    }

    @Test("Endless nesting of whatever kind is refused at its 33rd level", arguments: ["!", "(", "[", "!(", "[("])
    func endless(part: String) throws {
        let error = try sample.error(String(repeating: part, count: 4096 / part.count))
        #expect(error.column == 33)
        #expect(error.problem.contains("32 deep"))
    }

    @Test("A rule has at most 4,096 bytes")
    func bytes() throws {
        let text = "streamco.interest == '" + String(repeating: "\u{E9}", count: 2036) + "'"
        #expect(text.utf8.count == 4095)
        _ = try sample.rule(text + " ")
        let error = try sample.error(text + "  ")
        #expect(error.problem.contains("4096 bytes"))
    }

    @Test("A rule has at most 256 operators and operands")
    func size() throws {
        let text = Array(repeating: "true", count: 128).joined(separator: "&&")
        _ = try sample.rule(text)
        _ = try sample.rule("!" + text)
        #expect(try sample.error("!" + text + "||true").column == text.count + 2)
        #expect(try sample.error(text + "&&true").problem.contains("256"))
        let list = "1 in [" + Array(repeating: "1", count: 253).joined(separator: ",")
        _ = try sample.rule(list + "]")
        #expect(try sample.error(list + ",1]").problem.contains("256"))
    }
}
