// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Segmentation
import Testing

@Suite("Rules tried on data")
struct RuleTrialTests {
    private static let document = """
        {"streamco": {"interest": "film", "visits": 3, "rate": 0.25, "premium": true, "none": null, "whole": 1.0,
          "tags": ["a", "b"], "mixed": [1, 2.5], "gaps": ["a", null], "odd": [1, "a"], "deep": {"er": 7},
          "many": [[1], []], "objects": [{}], "empty": []},
         "shop": {"tags": ["c"]}, "data-partner": {"visits": -9223372036854775808}, "flag": false, "big": 1e20}
        """

    private func trial(_ text: String) throws -> RuleTrial {
        try RuleTrial(of: text, on: RuleData(parsing: Array(Self.document.utf8)))
    }

    @Test(
        "A rule gives its value as JSON",
        arguments: [
            ("streamco.interest == 'film'", "true"), ("streamco.interest", #""film""#), ("streamco.visits", "3"),
            ("streamco.rate", "0.25"), ("streamco.rate < streamco.visits", "true"), ("streamco.tags", #"["a","b"]"#),
            ("streamco.deep.er", "7"), ("`data-partner`.visits", "-9223372036854775808"), ("flag || !flag", "true"),
            ("streamco.mixed", "[1.0,2.5]"), ("2.5 in streamco.mixed", "true"), ("streamco.whole == 1", "true"),
            ("[1] in streamco.many", "true"), ("[] in streamco.many", "true"), ("big > 9223372036854775807", "true"),
            ("tag('a')", "true"), ("tag('c')", "true"), ("tag('d')", "false"), ("has(streamco.none)", "false"),
            ("has(streamco.interest)", "true"),
            ("1 in streamco.empty", "false"),
            ("nothing in streamco.empty", "false"),
            ("streamco.premium && streamco.visits in [1, 2, 3]", "true"),
        ])
    func values(text: String, json: String) throws {
        #expect(try trial(text).json == json)
    }

    @Test(
        "What is absent or null is unknown, and is named",
        arguments: [
            ("streamco.none == 1", ["streamco.none"]),
            ("nothing.at.all < 'x' || `no-one`", ["nothing.at.all", "`no-one`"]),
            ("streamco.interest.more", ["streamco.interest.more"]), ("streamco.gaps == ['a']", ["streamco.gaps"]),
            ("a == a", ["a"]), ("a in b", ["a", "b"]), ("!a && streamco.premium", ["a"]), ("[a, 1] == [1, 2]", ["a"]),
        ])
    func unknown(text: String, names: [String]) throws {
        let trial = try trial(text)
        #expect(trial.value == nil && trial.json == "null")
        #expect(trial.unknownNames == names)
    }

    @Test("Unknown names are told also where the value is known")
    func known() throws {
        #expect(try trial("a || streamco.premium").unknownNames == ["a"])
        #expect(try trial("streamco.premium").unknownNames == [])
    }

    @Test(
        "A wrong type is an error with a column, from the types of the data",
        arguments: [
            ("streamco.visits == 'x'", 17, "not int and string"), ("streamco == 1", 1, "object"),
            ("flag && streamco.odd == []", 9, "several types"), ("streamco.objects == []", 1, "several types"),
            ("streamco.visits && flag", 1, "&& takes bool"), ("a < true", 3, "two numbers or two strings"),
            ("streamco.visits in streamco.tags", 17, "list(string)"), ("1 in a.b.c == true", 12, "do not chain"),
        ])
    func types(text: String, column: Int, problem: String) throws {
        let error = try #require(throws: RuleError.self) { try trial(text) }
        #expect(error.column == column)
        #expect(error.problem.contains(problem), "\(error)")
    }

    @Test("tag is an error where no object of the data has tags, or they are no texts")
    func tags() throws {
        for document in ["{}", #"{"a": {"tags": "x"}}"#, #"{"tags": ["x"]}"#, #"{"a": {"tags": [1]}}"#] {
            let data = try RuleData(parsing: Array(document.utf8))
            let error = try #require(throws: RuleError.self) { try RuleTrial(of: "true && tag('x')", on: data) }
            #expect(error.column == 9)
        }
    }

    @Test("Data that is no JSON object, too large or too deep is refused")
    func data() throws {
        #expect(
            throws: RuleDataError.notJSON(
                line: 1, column: 2, problem: "the data ends where a key in double quotes was expected")
        ) { try RuleData(parsing: Array("{".utf8)) }
        #expect(throws: RuleDataError.notAnObject) { try RuleData(parsing: Array("[1]".utf8)) }
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let tooDeep = #expect(throws: RuleDataError.self) { try RuleData(parsing: Array(deep.utf8)) }
        #expect(tooDeep?.description.contains("nested more than 32 deep") == true)
        let brackets = #"{"a": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[{"}"#
        _ = try RuleData(parsing: Array(brackets.utf8))
        let large = #"{"a": ""# + String(repeating: "x", count: RuleData.maximumBytes) + "\"}"
        #expect(throws: RuleDataError.tooLarge) { try RuleData(parsing: Array(large.utf8)) }
    }

    @Test(
        "Where data stops being JSON is told by line and column, and nothing of it is repeated",
        arguments: [
            ("{\"a\": {\"b\": 1,,}}", "line 1, column 15: expected a key in double quotes"),
            ("{\n  \"a\": 1,\n  \"a\": 2}", "line 3, column 3: this key stands twice in one object"),
            ("{\"é\": {\"b\": 1, \"b\": null}}", "line 1, column 16: this key stands twice in one object"),
            ("{\"a\": 01}", "line 1, column 7: a number starts with a needless 0"),
            ("{\"a\": 1.}", "line 1, column 9: expected a digit"),
            ("{\"a\": 1e999}", "line 1, column 7: this number is out of range"),
            ("{\"a\": tru}", "line 1, column 7: expected a value"),
            ("{\"a\": 'x'}", "line 1, column 7: expected a value"),
            ("{\"a\": \"\\x\"}", "line 1, column 8: this escape does not exist in JSON"),
            ("{\"a\": \"\\ud83d\"}", "line 1, column 8: half of a surrogate pair stands alone"),
            ("{\"a\": \"x", "line 1, column 9: the data ends where the end of a text was expected"),
            ("{\"a\": \"x\ny\"}", "line 1, column 9: a control character in a text must be written as an escape"),
            ("{} 2015550100", "line 1, column 4: something follows the end of the data"),
            ("", "line 1, column 1: the data ends where a value was expected"),
        ])
    func notJSON(document: String, text: String) throws {
        let error = try #require(throws: RuleDataError.self) { try RuleData(parsing: Array(document.utf8)) }
        #expect(error.description == text)
    }

    @Test(
        "Numbers are ints where they have no fraction, however they are written; escapes are what they stand for",
        arguments: [
            ("1.0", "1"), ("-0", "0"), ("1e2", "100"), ("2.5e-1", "0.25"),
            ("9223372036854775807", "9223372036854775807"),
            (#""\u00e9\n\ud83c\udfac\/""#, #""é\n🎬/""#), ("[1, 2.5]", "[1.0,2.5]"), ("[true,false,null]", "null"),
        ])
    func values(json: String, value: String) throws {
        let data = try RuleData(parsing: Array("{\"a\": \(json)}".utf8))
        #expect(try RuleTrial(of: "a", on: data).json == value)
    }
}
