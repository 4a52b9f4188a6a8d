// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("symbolon rules eval")
struct RulesCommandTests {
    private static let data = #"{"streamco":{"interest":"film","visits":3,"tags":["a","b"]},"number":{"country":"GB"}}"#

    private func run(_ expression: String, data: String? = RulesCommandTests.data) async throws -> Program.Ending {
        let folder = try TemporaryFolder()
        var arguments = ["rules", "eval", expression]
        if let data { arguments += ["--data", try folder.write(data, to: "member.json")] }
        return try await Program(in: folder).run(arguments)
    }

    @Test(
        "A value is printed as JSON, an unknown one as null with the names that are not known",
        arguments: [
            ("streamco.interest == 'film'", "true", ""), ("number.country != 'GB'", "false", ""),
            ("!(streamco.visits < 3) && 'a' in streamco.tags", "true", ""), ("streamco.visits", "3", ""),
            ("streamco.interest", #""film""#, ""), ("streamco.tags", #"["a","b"]"#, ""), ("1.5", "1.5", ""),
            ("streamco.gone == 'x'", "null", "unknown: streamco.gone\n"),
            ("!(streamco.gone == 'x') || streamco.away == 2", "null", "unknown: streamco.gone, streamco.away\n"),
            ("streamco.gone == 'x' || true", "true", "unknown: streamco.gone\n"),
            ("has(streamco.gone)", "false", "unknown: streamco.gone\n"),
        ])
    func values(expression: String, value: String, unknown: String) async throws {
        let ending = try await run(expression)
        #expect(ending.code == 0 && ending.output == value + "\n" && ending.errors == unknown)
    }

    @Test("Without data nothing is known")
    func noData() async throws {
        let ending = try await run("a.b == 1", data: nil)
        #expect(ending.code == 0 && ending.output == "null\n" && ending.errors == "unknown: a.b\n")
    }

    @Test(
        "An expression that cannot be read ends with 65 and a caret below the place",
        arguments: [
            ("streamco.interest = 'film'", 19), ("streamco.interest == 'film' &&", 31), ("(true", 6), ("1 < 2 < 3", 7),
            ("streamco.interest == 3", 19), ("'open", 1), ("a == null", 6),
        ])
    func carets(expression: String, column: Int) async throws {
        let ending = try await run(expression)
        #expect(ending.code == 65 && ending.output.isEmpty)
        let lines = ending.errors.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try #require(lines.count == 4, "\(ending.errors)")
        #expect(lines[0] == expression)
        #expect(lines[1] == String(repeating: " ", count: column - 1) + "^", "\(lines[2])")
        #expect(lines[2].hasPrefix("symbolon: expression: column \(column): "))
    }

    @Test("An expression that is too long is told and not repeated")
    func tooLong() async throws {
        let ending = try await run(String(repeating: "a", count: 4097))
        #expect(ending.code == 65)
        #expect(ending.errors == "symbolon: expression: column 1: a rule has at most 4096 bytes\n")
    }

    @Test("Data that is no JSON is told with its place, and so is a key that stands twice")
    func place() async throws {
        let ending = try await run("true", data: "{\n \"a\": 1,\n \"a\": 2}")
        #expect(ending.code == 65)
        #expect(ending.errors.hasSuffix("member.json: line 3, column 2: this key stands twice in one object\n"))
    }

    @Test("Data that is no JSON object ends with 65, a file that is missing with 66", arguments: ["", "[]", "{"])
    func badData(data: String) async throws {
        let ending = try await run("a.b == 1", data: data)
        #expect(ending.code == 65 && ending.output.isEmpty && ending.errors.contains("member.json: "))
        let folder = try TemporaryFolder()
        let missing = try await Program(in: folder).run(["rules", "eval", "true", "--data", folder.file("none.json")])
        #expect(missing.code == 66 && missing.errors.contains("none.json"))
    }
}
