// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Signing
import Testing
import Vocabulary

@Suite("The grammar of rules")
struct RuleGrammarTests {
    private let sample: Sample

    init() throws { sample = try Sample() }

    @Test(
        "Operators bind as in CEL",
        arguments: [
            ("true || false && false", true), ("(true || false) && false", false), ("false && false || true", true),
            ("!false && false", false), ("!(false && false)", true), ("!true == false", true),
            ("!(true == true)", false), ("1 == 1 && 2 == 2", true), ("1 < 2 == true || true", nil),
            ("(1 < 2) == true", true), ("true == (1 < 2)", true), ("1 in [1] || false", true),
            ("!(1 in [1])", false), ("!!true", true), ("((((true))))", true), ("true && true && false || true", true),
            ("'a' in ['a'] && 'b' in ['b']", true), ("[1 == 1, false] == [true, 1 == 2]", true),
        ] as [(String, Bool?)])
    func precedence(text: String, value: Bool?) throws {
        guard let value else {
            _ = try sample.error(text)
            return
        }
        #expect(try sample.value(text) == value)
    }

    @Test(
        "Literals are those of CEL",
        arguments: [
            ("0", "0"), ("-0", "0"), ("007", "7"), ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("0x1F", "31"),
            ("-0x8000000000000000", "-9223372036854775808"),
            ("1.5", "1.5"), (".5", "0.5"), ("-.5e1", "-5.0"), ("1e3", "1000.0"), ("2E-1", "0.2"), ("1e+2", "100.0"),
            ("true", "true"), ("false", "false"), ("[]", "[]"), ("[1,2]", "[1,2]"), ("[[1],[]]", "[[1],[]]"),
            ("''", "\"\""), ("\"it's\"", "\"it's\""), ("'say \"x\"'", #""say \"x\"""#),
            (#"'\\ \' \" \n \r \t \u00e9 \uFFFD'"#, "\"\\\\ ' \\\" \\n \\r \\t \u{E9} \u{FFFD}\""),
            ("'\u{1F3AC} \u{E9}'", "\"\u{1F3AC} \u{E9}\""), ("\n\t 1 \r\n", "1"),
        ])
    func literals(text: String, json: String) throws {
        let rule = try Rule(parsing: text, schema: sample.schema, expecting: nil)
        #expect(rule.value { _ in nil }?.json == json)
    }

    @Test("Names reach what is granted, the brand's own under number too, with backquotes where they are needed")
    func names() throws {
        let attributes: [String: AttributeValue] = [
            "acme.number.country": .string("GB"), "streamco.interest.sport": .string("golf"),
            "data-partner.visits": .integer(3), "data-partner.in": .string("x"),
        ]
        for text in [
            "number.country == 'GB'", "acme.number.country == 'GB'", "streamco.interest.sport == 'golf'",
            "`data-partner`.visits == 3", "`data-partner` . `in` == 'x'", "`streamco`.`interest`.sport == 'golf'",
            "has( number . country )",
        ] {
            #expect(try sample.value(text, attributes) == true)
        }
    }

    @Test("The brand's number.X stands before the attributes of a party that is called number")
    func numberParty() throws {
        let number = try #require(PartyID("number"))
        let schema = RuleSchema(
            brand: sample.acme,
            grants: [
                RuleSchema.Grant(party: sample.acme, attributes: [("number.country", .string)]),
                RuleSchema.Grant(party: number, attributes: [("country", .integer), ("size", .integer)]),
            ])
        let rule = try Rule(parsing: "number.country == 'GB' && number.size == 1", schema: schema)
        #expect(rule.matches { $0.name == "size" ? .int(1) : $0.name == "number.country" ? .string("GB") : nil })
    }

    @Test("A schema lists its names as rules spell them")
    func listing() {
        #expect(
            sample.schema.names.map { "\($0.spelling): \($0.type)" } == [
                "`data-partner`.`in`: string", "`data-partner`.mood: string", "`data-partner`.tags: list(string)",
                "`data-partner`.visits: int", "acme.number.country: string", "acme.number.timezones: list(string)",
                "acme.spend: int", "acme.vip: bool", "number.country: string", "number.timezones: list(string)",
                "streamco.interest: string", "streamco.interest.sport: string", "streamco.premium: bool",
                "streamco.tags: list(string)", "streamco.visits: int",
            ])
        #expect(RuleSchema.weather.names.count == 11)
        #expect(RuleSchema.weather.names.contains { $0.spelling == "weather.weather_code" && $0.type == .int })
    }

    @Test(
        "Numbers compare as the numbers they are",
        arguments: [
            ("9007199254740993 == 9007199254740992.0", false), ("9007199254740993 > 9007199254740992.0", true),
            ("9007199254740992 == 9007199254740992.0", true), ("9007199254740991 < 9007199254740992.0", true),
            ("9223372036854775807 < 9223372036854775808.0", true),
            ("9223372036854775807 == 9223372036854775807.0", false),
            ("-9223372036854775808 == -9223372036854775808.0", true), ("-9223372036854775808 > -1e300", true),
            ("1e300 > 9223372036854775807", true), ("-1 < -0.5", true), ("-1 > -1.5", true), ("-0.0 == 0", true),
            ("0 < 5e-324", true), ("1.5 <= 1", false), ("1 != 1.0", false), ("2 >= 2.0", true), ("0.1 == 0.1", true),
        ])
    func numbers(text: String, value: Bool) throws {
        #expect(try sample.value(text) == value)
    }

    @Test(
        "An attribute compares with doubles as exactly",
        arguments: [
            ("acme.spend == 9007199254740992.0", false), ("acme.spend > 9007199254740992.0", true),
            ("9007199254740992.0 < acme.spend", true), ("acme.spend < 1e19", true), ("-1e19 < acme.spend", true),
            ("acme.spend >= 9007199254740993", true), ("9007199254740994.0 >= acme.spend", true),
            ("acme.spend != 0.5", true), ("acme.spend in [9007199254740993]", true),
        ])
    func attributes(text: String, value: Bool) throws {
        #expect(try sample.value(text, ["acme.spend": .integer(9_007_199_254_740_993)]) == value)
    }

    @Test("Integers at the ends of their range are values like others", arguments: [Int64.min, Int64.max])
    func extremes(number: Int64) throws {
        #expect(try sample.value("acme.spend == \(number)", ["acme.spend": .integer(number)]) == true)
        #expect(try sample.value("has(acme.spend)", ["acme.spend": .integer(number)]) == true)
    }
}
