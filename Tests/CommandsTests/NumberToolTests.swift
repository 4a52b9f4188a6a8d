// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("symbolon numbers explain, generate and plan")
struct NumberToolTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) async throws -> Program.Ending {
        // What is printed goes to a file of the folder.
        let own = try TemporaryFolder()
        defer { withExtendedLifetime(own) {} }
        return try await Program(in: own).run(["numbers"] + arguments)
    }

    private var planFile: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/CNumberingPlan/numbering-plan.bin").path
    }

    @Test("explain tells what the number is and each step, and ends with 1 where it is not valid")
    func explain() async throws {
        let valid = try await run("explain", "(415) 555-0132 ext. 7", "--region", "US")
        #expect(valid.code == 0)
        #expect(valid.output.contains("E.164       +14155550132"))
        #expect(valid.output.contains("The extension 7 is taken off."))
        #expect(valid.output.contains("1. Without what stands around it"))
        let possible = try await run("explain", "+44 7700 900123")
        #expect(possible.code == 1)
        #expect(possible.output.contains("no valid number starts with 77009; 7700 alone is in use"))
        let refused = try await run("explain", "4.15555E+09", "--format", "json")
        #expect(refused.code == 1)
        #expect(refused.output.contains(#""reason":"scientific-notation""#))
        let region = try await run("explain", "555", "--region", "UK")
        #expect(region.code == 64)
        #expect(
            region.errors
                == "symbolon: --region: no country of the numbering plan has this code; two letters, as US, GB or DE\n")
    }

    @Test("generate makes the same numbers from the same seed, and says which somebody may have")
    func generate() async throws {
        let first = try await run("generate", "--country", "us", "--count", "3", "--seed", "7")
        let again = try await run("generate", "--country", "US", "--count", "3", "--seed", "7")
        #expect(first.code == 0 && first.errors.isEmpty)
        #expect(first.output == again.output)
        let lines = first.output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0] == "number,country,type,status,reserved")
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",US,fixed-line-or-mobile,valid,yes") })
        let drawn = try await run(
            "generate", "--country", "NL", "--type", "mobile", "--count", "2", "--format", "ndjson")
        #expect(drawn.output.split(separator: "\n").allSatisfy { $0.hasSuffix(#""status":"valid","reserved":false}"#) })
        #expect(drawn.errors.contains("2 of 2 numbers are not reserved for fiction"))
    }

    @Test(
        "What cannot be generated is one line",
        arguments: [
            (["--country", "US", "--type", "mobile", "--count", "1"], "--type: US has no numbers of the type mobile"),
            (["--country", "US", "--type", "cell", "--count", "1"], "--type: expected one of fixed-line, mobile"),
            (["--country", "UK", "--count", "1"], "--country: no country of the numbering plan"),
            (["--country", "US", "--count", "0"], "--count: expected 1 to 10,000,000"),
        ])
    func cannot(_ arguments: [String], _ message: String) async throws {
        let ending = try await Program(in: folder).run(["numbers", "generate"] + arguments)
        #expect(ending.code == 64)
        #expect(ending.errors.contains(message))
        #expect(ending.output.isEmpty)
    }

    @Test("plan shows the release's plan; a home takes another after it was looked at, and goes back")
    func plan() async throws {
        let home = folder.file("home")
        let made = try await Program(in: folder).run(["init", "--party", "acme", "--name", "ACME", "--home", home])
        #expect(made.code == 0)
        let release = try await run("plan", "--home", home, "--format", "json")
        #expect(release.output.contains(#""source":"release","version":"libphonenumber-9.0.43""#))
        var file = try Array(Data(contentsOf: URL(filePath: planFile)))
        file[100] ^= 1
        let altered = try folder.write(file, to: "altered.bin")
        let refused = try await run("plan", "--install", altered, "--home", home)
        #expect(refused.code == 65)
        #expect(refused.errors == "symbolon: \(altered): the plan is cut off or altered; copy it again\n")
        #expect(try await run("plan", "--install", planFile, "--home", home).code == 0)
        #expect(try await run("plan", "--home", home).output.hasSuffix("used from  the home\n"))
        #expect(try await run("plan", "--remove", "--home", home).code == 0)
        #expect(try await run("plan", "--home", home).output.hasSuffix("used from  this release\n"))
        #expect(try await run("explain", "+14155550132", "--plan", planFile, "--home", home).code == 0)
        #expect(try await run("explain", "+14155550132", "--plan", altered, "--home", home).code == 65)
    }
}
