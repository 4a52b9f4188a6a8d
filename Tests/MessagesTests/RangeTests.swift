// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Messages
import Signing
import Testing
import Vocabulary

/// The bounds of every field (protocol/v1/matching.md §4 and §5, http.md §3).
@Suite struct RangeTests {
    struct Bound: Sendable {
        let sample: String
        let field: String
        let taken: [JSONValue]
        let refused: [JSONValue]

        static func integers(_ sample: String, _ field: String, _ range: ClosedRange<Int64>) -> Bound {
            Bound(
                sample: sample, field: field, taken: [.integer(range.lowerBound), .integer(range.upperBound)],
                refused: [.integer(range.lowerBound - 1), .integer(range.upperBound + 1)])
        }

        static func texts(_ sample: String, _ field: String, _ taken: [String], not refused: [String]) -> Bound {
            Bound(sample: sample, field: field, taken: taken.map { .string($0) }, refused: refused.map { .string($0) })
        }
    }

    private static let u32 = Int64(UInt32.max)

    static let bounds: [Bound] = [
        .integers("round-opening", "number", 1...u32), .integers("commitment", "number", 1...u32),
        .integers("commitment", "count", 0...u32), .integers("commitment", "previous", 0...u32),
        .integers("commitment", "added", 0...u32), .integers("commitment", "removed", 0...u32),
        .integers("hop", "hop", 1...7), .integers("hop", "chunk", 0...49_999), .integers("hop", "count", 1...65_535),
        .integers("stop", "hop", 0...7), .integers("stop", "chunk", 0...49_999), .integers("stop", "row", 0...65_534),
        .integers("result", "members", 0...u32), .integers("status", "number", 1...u32),
        .integers("status", "revision", 0...Limits.integer),
        .integers("status", "chunksDone", 0...Limits.integer),
        .integers("problem", "status", 400...599),
        .texts(
            "commitment", "plan", ["8", String(repeating: "a", count: 64), "a b~"],
            not: ["", String(repeating: "a", count: 65), "8\n", "ü", "\u{7f}"]),
        .texts(
            "commitment", "from", ["a", "coordinator"],
            not: ["", "Acme", "a_b", "-a", String(repeating: "a", count: 33)]),
        .texts(
            "commitment", "key", [Sample.generator.hex],
            not: [
                String(repeating: "00", count: 32), "01" + String(repeating: "00", count: 31),
                "ed" + String(repeating: "ff", count: 30) + "7f", String(Sample.generator.hex.dropLast(2)) + "f6",
            ]),
        .texts("stop", "reason", StopReason.allCases.map(\.rawValue), not: ["Cancelled", "", "because"]),
        .texts("result", "decision", ["matched", "below-minimum"], not: ["stopped", "Matched"]),
        .texts("result", "from", ["coordinator"], not: ["acme"]),
        .texts("status", "state", RoundState.allCases.map(\.rawValue), not: ["opened", ""]),
        .texts("problem", "code", ProblemCode.allCases.map(\.rawValue), not: ["teapot", ""]),
        .texts(
            "problem", "detail", ["Too many rows; at most 5 are taken.", ""],
            not: ["\u{1B}[2J", "a\nb", "a\u{202E}b", "\u{7f}"]),
        .texts("summary", "name", ["spring-launch"], not: ["\u{1B}]0;x\u{07}", "a\u{200B}b"]),
    ]

    @Test("A value at the bound is taken, one beyond it is refused", arguments: bounds)
    func check(bound: Bound) throws {
        let sample = try Sample.named(bound.sample)
        for value in bound.taken {
            #expect(throws: Never.self, "\(bound.field)") { try sample.rewritten(sample.changed(bound.field, value)) }
        }
        for value in bound.refused {
            #expect(throws: (any Error).self, "\(bound.field): \(value)") {
                try sample.rewritten(sample.changed(bound.field, value))
            }
        }
    }

    @Test("At most 50,000 chunks")
    func chunks() throws {
        let sample = try Sample.named("commitment")
        let digest = JSONValue.string(Sample.digest(1).hex)
        for count in [0, 50_000] {
            _ = try sample.rewritten(sample.changed("chunks", .array(Array(repeating: digest, count: count))))
        }
        #expect(throws: (any Error).self) {
            try sample.rewritten(sample.changed("chunks", .array(Array(repeating: digest, count: 50_001))))
        }
    }

    @Test("A stop names a whole place or none", arguments: ["list", "hop", "chunk"])
    func place(field: String) throws {
        let sample = try Sample.named("stop")
        #expect(throws: (any Error).self) { try sample.rewritten(sample.changed(field, nil)) }
        let short = try Sample.named("short stop")
        let value = field == "list" ? JSONValue.string("acme") : .integer(1)
        #expect(throws: (any Error).self) { try short.rewritten(short.changed(field, value)) }
    }

    @Test("A result's rows are party names and digests")
    func rows() throws {
        let sample = try Sample.named("result")
        let digest = JSONValue.string(Sample.digest(1).hex)
        for rows in [
            JSONValue.object(["Acme": digest]), .object(["acme": .integer(1)]), .object(["acme": .string("ab")]),
            .array([digest]),
        ] {
            #expect(throws: (any Error).self) { try sample.rewritten(sample.changed("rows", rows)) }
        }
        _ = try sample.rewritten(sample.changed("rows", .object([:])))
    }

    @Test("Work has chunk indices and whole places only")
    func work() throws {
        let sample = try Sample.named("work")
        let turn: [String: JSONValue] = ["list": .string("acme"), "hop": .integer(1), "chunk": .integer(0)]
        _ = try sample.rewritten(sample.changed("turns", .array([.object(turn)])))
        for (field, value) in [
            ("hop", JSONValue.integer(0)), ("hop", .integer(8)), ("chunk", .integer(50_000)), ("x", .integer(1)),
        ] {
            let wrong = turn.merging([field: value]) { $1 }
            #expect(throws: (any Error).self) {
                try sample.rewritten(sample.changed("turns", .array([.object(wrong)])))
            }
        }
        for index in [-1, 50_000] as [Int64] {
            #expect(throws: (any Error).self) {
                try sample.rewritten(sample.changed("uploads", .array([.integer(index)])))
            }
        }
    }
}
