// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Testing

@Suite("Columns of fixed width")
struct FixedWidthColumnTests {
    private static func column(_ firstBytes: [UInt8], width: Int, extra: Int = 0) -> [UInt8] {
        firstBytes.flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) } + [UInt8](repeating: 0, count: extra)
    }

    @Test(
        "The first row that does not ascend is named",
        arguments: [
            ([], nil), ([7], nil), ([2, 4, 6], nil), ([2, 2, 6], 1), ([2, 4, 3], 2), ([4, 2, 1], 1),
        ] as [([UInt8], Int?)])
    func ascending(rows: [UInt8], bad: Int?) {
        Self.column(rows, width: 32).withUnsafeBytes { #expect(ElementColumn.checkStrictlyAscending($0) == bad) }
        Self.column(rows, width: 16).withUnsafeBytes { #expect(TokenColumn.checkStrictlyAscending($0) == bad) }
    }

    @Test("A chunk goes on where the one before it ended", arguments: [(1, nil), (2, 0), (3, 0)] as [(UInt8, Int?)])
    func chunks(last: UInt8, bad: Int?) throws {
        let previous = try #require(Token(bytes: Self.column([last], width: 16)))
        Self.column([2, 4], width: 16).withUnsafeBytes {
            #expect(TokenColumn.checkStrictlyAscending($0, after: previous) == bad)
        }
    }

    @Test("A part of a row is named, after whole rows that are bad", arguments: [1, 31])
    func partRow(extra: Int) {
        Self.column([2, 4], width: 32, extra: extra).withUnsafeBytes {
            #expect(ElementColumn.count(of: $0) == nil)
            #expect(ElementColumn.checkStrictlyAscending($0) == 2)
            #expect(ElementColumn.checkCanonical($0) == 2)
        }
        Self.column([2, 1], width: 32, extra: extra).withUnsafeBytes {
            #expect(ElementColumn.checkStrictlyAscending($0) == 1)
            #expect(ElementColumn.checkCanonical($0) == 1)
        }
        Self.column([], width: 32, extra: extra).withUnsafeBytes {
            #expect(ElementColumn.checkStrictlyAscending($0) == 0)
            #expect(ElementColumn.checkCanonical($0) == 0)
        }
    }

    @Test("The first row that is not canonical is named")
    func canonical() {
        Self.column([2, 4, 0, 1], width: 32).withUnsafeBytes {
            #expect(ElementColumn.count(of: $0) == 4)
            #expect(ElementColumn.checkCanonical($0) == 2)
        }
        Self.column([2, 4], width: 32).withUnsafeBytes { #expect(ElementColumn.checkCanonical($0) == nil) }
    }

    @Test("Rows are read one by one, and only whole ones")
    func rows() {
        Self.column([2, 4], width: 16, extra: 15).withUnsafeBytes { column in
            #expect(Token(row: 1, of: column)?.bytes.first == 4)
            #expect(Token(row: 2, of: column) == nil)
            #expect(Token(row: -1, of: column) == nil)
            #expect(Token(row: .max, of: column) == nil)
        }
    }
}
