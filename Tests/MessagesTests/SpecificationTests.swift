// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Messages
import Signing
import Testing

/// The tables of the specification and the code's lists say the same.
@Suite struct SpecificationTests {
    /// The rows of a Markdown table whose first cell is code, as the contents of their cells.
    private func table(_ file: String, under heading: String) throws -> [[String]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "protocol/v1")
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("| \(heading) ") }, "\(file): no table of \(heading)")
        return lines[start...].prefix { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private func code(_ cell: String) -> String { cell.trimmingCharacters(in: CharacterSet(charactersIn: "`")) }

    @Test("errors.md and ProblemCode have the same codes with the same statuses, in the same order")
    func problems() throws {
        let rows = try table("errors.md", under: "code")
        #expect(rows.map { code($0[0]) } == ProblemCode.allCases.map(\.rawValue))
        for row in rows {
            let known = ProblemCode(rawValue: code(row[0]))
            #expect(known?.status == Int(row[1]), "\(row[0])")
        }
    }

    @Test("matching.md and StopReason have the same reasons")
    func reasons() throws {
        let rows = try table("matching.md", under: "reason")
        #expect(rows.map { code($0[0]) } == StopReason.allCases.map(\.rawValue))
    }

    @Test("http.md and MediaType have the same types of columns, with the same widths")
    func mediaTypes() throws {
        let rows = try table("http.md", under: "media type")
        #expect(rows.map { code($0[0]) } == [MediaType.elements, MediaType.tokens, MediaType.rows])
        #expect(rows.map { $0[1] } == ["32 bytes", "16 bytes", "\(RowRecord.width) bytes"])
    }

    @Test("A problem document says what errors.md shows")
    func document() throws {
        let problem = Problem(.capExceeded, "…")
        let expected =
            #"{"code":"cap-exceeded","detail":"…","status":422,"title":"cap exceeded","type":"urn:symbolon:problem:cap-exceeded"}"#
        #expect(String(decoding: problem.json.canonicalBytes, as: UTF8.self) == expected)
        #expect("\(problem)" == "…")
    }

    @Test("Every problem is a refusal, and final states are final")
    func consistency() {
        for code in ProblemCode.allCases { #expect((400...599).contains(code.status)) }
        #expect(RoundState.allCases.filter { !$0.isFinal } == [.gathering, .ring])
        #expect(Limits.columnBytes == 65_535 * 32)
    }
}
