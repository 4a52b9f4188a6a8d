// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Signing
import TestSupport
import Testing

@Suite("The report on a list")
struct HygieneTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Fictional numbers with states of consent; one number has a yes and a no.
    private static let list = """
        phone,consent_state,state
        +14155550132,given,CA
        +12125550147,renewed,NY
        +14155550132,Opted Out,CA
        hello,given,
        +12125550147,,NY

        """

    private func report(_ arguments: String..., list: String = Self.list) async throws -> JSONValue {
        let path = try folder.write(list, to: "list.csv")
        let out = folder.file("report-\(UUID().uuidString)")
        try await Symbolon.run(
            ["numbers", "check", path, "--report-only", "--format", "json", "--out", out] + arguments)
        return try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: out)).dropLast())
    }

    private func member(_ path: String..., of value: JSONValue) -> JSONValue? {
        path.reduce(Optional(value)) { value, key in
            guard case .object(let members) = value else { return nil }
            return members[key]
        }
    }

    @Test("The report alone is JSON or text, in a private file")
    func reportOnly() async throws {
        let report = try await report()
        #expect(member("rows", of: report) == .integer(5))
        #expect(member("repetitions", "rows", of: report) == .integer(2))
        #expect(
            member("statuses", of: report)
                == .object(["valid": .integer(4), "possible": .integer(0), "invalid": .integer(1)]))
        #expect(member("reasons", of: report) == .object(["not-a-number": .integer(1)]))
        #expect(member("countries", of: report) == .object(["US": .integer(4)]))
        #expect(member("plan", of: report) == .string(NumberingPlan().version))
        let out = folder.file("text")
        try await Symbolon.run("numbers", "check", folder.file("list.csv"), "--report-only", "--out", out)
        let text = try folder.text(of: "text")
        #expect(text.hasPrefix("5 rows: 4 valid, 0 possible, 1 invalid; 2 repeat an earlier number.\n"))
        #expect(text.hasSuffix("Unusual patterns\n  None.\n"))
        #expect(!text.contains("4155550132"))
        #expect(try folder.mode(of: "text") == 0o600)
    }

    @Test("A number with a yes and a no is a conflict; the column is consent_state, or what the map says")
    func conflicts() async throws {
        let report = try await report()
        #expect(member("consents", "column", of: report) == .string("consent_state"))
        #expect(
            member("consents", "states", of: report)
                == .object([
                    "given": .integer(2), "renewed": .integer(1), "withdrawn": .integer(1), "none": .integer(1),
                ]))
        let expected = JSONValue.object([
            "numbers": .integer(1), "opposed": .integer(1), "rowCount": .integer(2),
            "rows": .array([.integer(1), .integer(3)]),
        ])
        #expect(member("consents", "conflicts", of: report) == expected)

        let map = try folder.write("number: Mobile\nconsent:\n  state: Permission\n", to: "map.yaml")
        let mapped = try await self.report(
            "--columns", map,
            list: "Home,Mobile,Permission\n+442079460018,+14155550132,given\n,+14155550132,stop\n")
        #expect(member("consents", "column", of: mapped) == .string("Permission"))
        #expect(member("consents", "conflicts", "rows", of: mapped) == .array([.integer(1), .integer(2)]))
    }

    @Test("Objects may have the state later than in the first rows; plain text has none")
    func objects() async throws {
        let objects = #"""
            {"phone":"+14155550132"}
            {"phone":"+14155550132","consent_state":"given"}
            {"phone":"+14155550132","consent_state":"refused"}

            """#
        let report = try await report("--input-format", "ndjson", list: objects)
        #expect(member("consents", "conflicts", "opposed", of: report) == .integer(1))
        let text = try await self.report("--input-format", "text", list: "+14155550132\n")
        #expect(member("consents", of: text) == .null)
    }

    @Test("A page is a private file, never replaces another one unasked, and holds no number")
    func page() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        let page = folder.file("report.html")
        let arguments = ["numbers", "check", path, "--out", folder.file("rows"), "--force", "--html", page]
        #expect(await Symbolon.exitCode(arguments) == 0)
        #expect(try folder.mode(of: "report.html") == 0o600)
        let html = try folder.text(of: "report.html")
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<h1>list.csv</h1>"))
        #expect(!html.contains("4155550132"))
        try await Symbolon.run([
            "numbers", "check", path, "--report-only", "--out", folder.file("a"), "--html", folder.file("b"),
        ])
        #expect(await Symbolon.exitCode(arguments.filter { $0 != "--force" }) == 73)
        #expect(
            await Symbolon.exitCode(["numbers", "check", path, "--out", folder.file("new"), "--html", page]) == 73)
        #expect(!FileManager.default.fileExists(atPath: folder.file("new")))
        #expect(await Symbolon.exitCode(["numbers", "check", path, "--force", "--html", path]) == 73)
        #expect(try folder.text(of: "list.csv") == Self.list)
    }

    @Test("Flags that do not go together are refused")
    func usage() async throws {
        let path = try folder.write(Self.list, to: "list.csv")
        let out = folder.file("out")
        let cases = [
            ["--report-only", "--format", "ndjson"], ["--format", "json"], ["--format", "yaml"], ["--html", "-"],
            ["--html", out], ["--memory", "0"], ["--memory", "many"],
        ]
        for arguments in cases {
            let all = ["numbers", "check", path, "--out", out] + arguments
            #expect(await Symbolon.exitCode(all) == 64, "\(arguments)")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test("A list that memory does not hold has the same rows and the same report, from a file and from a pipe")
    func spilling() async throws {
        var random = SeededGenerator(seed: 30)
        let rows = (0..<60_000).map { _ in
            Int.random(in: 0..<50, using: &random) == 0
                ? "none" : "+1202\(Int.random(in: 2_000_000...2_060_000, using: &random))"
        }
        let path = try folder.write("phone\n" + rows.joined(separator: "\n") + "\n", to: "list.csv")
        var endings: [Program.Ending] = []
        for memory in ["1", "32"] {
            // Output is added to the files of a folder.
            let scratch = try TemporaryFolder()
            let program = try Program(in: scratch)
            endings.append(try await program.run(["numbers", "check", path, "--memory", memory]))
            withExtendedLifetime(scratch) {}
        }
        #expect(endings.allSatisfy { $0.code == 0 })
        #expect(endings[0].output == endings[1].output)
        #expect(endings[0].errors == endings[1].errors)
        var firsts: [String: Int] = [:]
        let printed = endings[0].output.split(separator: "\n")
        #expect(printed.count == rows.count)
        for (place, (number, line)) in zip(rows, printed).enumerated() {
            let first = number == "none" ? nil : firsts[number]
            if first == nil { firsts[number] = place + 1 }
            let isRight =
                line.contains("{\"row\":\(place + 1),")
                && line.contains("\"duplicateOf\":\(first.map(String.init) ?? "null"),")
            if !isRight { Issue.record("row \(place + 1)") }
        }
    }
}
