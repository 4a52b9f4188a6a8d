// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

/// The rules are seen to fail here, on texts that break them.
@Suite("The rules of the source")
struct SourceRuleTests {
    static let header = "// Copyright the Symbolon authors\n// SPDX-License-Identifier: Apache-2.0\n"

    @Test("A header that is missing, late or of another licence is found")
    func headers() {
        #expect(SourceRules.headerViolation(Self.header + "\nimport Testing\n") == nil)
        #expect(SourceRules.headerViolation("import Testing\n") != nil)
        #expect(SourceRules.headerViolation("\n" + Self.header) != nil)
        #expect(SourceRules.headerViolation(Self.header.replacing("Apache-2.0", with: "MIT")) != nil)
    }

    @Test("The 501st line is found")
    func lengths() {
        #expect(SourceRules.lengthViolation(String(repeating: "\n", count: 500)) == nil)
        #expect(SourceRules.lengthViolation(String(repeating: "\n", count: 501)) != nil)
    }

    @Test(
        "A vague name is found",
        arguments: [
            "Sources/Util/Round.swift", "Sources/Matching/MatchingHelpers.swift", "Sources/Home/Common.swift",
            "Sources/Home/KeyManager+Read.swift", "Sources/Home/StringUtils.swift",
        ])
    func vague(path: String) {
        #expect(SourceRules.nameViolation(path) != nil)
    }

    @Test("A name that says something passes", arguments: ["Sources/Home/Managed.swift", "Sources/A/CommonName.swift"])
    func telling(path: String) {
        #expect(SourceRules.nameViolation(path) == nil)
    }

    @Test(
        "A crash is found in code, not in comments and texts",
        arguments: [
            ("let a = try! b()", true), ("let a = b as! C", true), ("guard a else { fatalError(\"no\") }", true),
            ("fatalError ()", true), ("// never try! this", false), ("/// `fatalError()`", false),
            ("let text = \"no as! here\"", false), ("let alias = try? b()", false), ("let was = !a", false),
        ])
    func crashes(line: String, isOne: Bool) {
        #expect(SourceRules.crashViolations(line).isEmpty == !isOne)
    }

    @Test("An import with @testable is found")
    func testable() {
        #expect(ImportScanner.hasTestable("import A\n@testable import B\n"))
        #expect(!ImportScanner.hasTestable("// no @testable import B\n"))
    }
}
