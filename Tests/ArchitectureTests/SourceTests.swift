// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("The habits of the source")
struct SourceTests {
    static func violations(under folders: [String], _ rule: (SourceTree.File) -> [String]) throws -> [String] {
        try folders.flatMap { try SourceTree.files(under: $0) }.flatMap { file in
            rule(file).map { "\(file.path) \($0)" }
        }
    }

    @Test("Every file starts with the header")
    func headers() throws {
        let found = try Self.violations(under: ["Sources", "Tests"]) {
            [SourceRules.headerViolation($0.text)].compactMap(\.self)
        }
        #expect(found == [])
    }

    @Test("No file has more than 500 lines")
    func lengths() throws {
        let found = try Self.violations(under: ["Sources", "Tests"]) {
            [SourceRules.lengthViolation($0.text)].compactMap(\.self)
        }
        #expect(found == [])
    }

    @Test("No file and no folder has a name that says nothing")
    func names() throws {
        let found = try Self.violations(under: ["Sources", "Tests"]) {
            [SourceRules.nameViolation($0.path)].compactMap(\.self)
        }
        #expect(found == [])
    }

    @Test("Nothing in Sources crashes on purpose")
    func crashes() throws {
        #expect(try Self.violations(under: ["Sources"]) { SourceRules.crashViolations($0.text) } == [])
    }

    @Test("Nothing is imported with @testable")
    func testable() throws {
        let found = try Self.violations(under: ["Sources", "Tests"]) {
            ImportScanner.hasTestable($0.text) ? ["imports with @testable"] : []
        }
        #expect(found == [])
    }
}
