// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Which rows something is about: how many, the first and the last, and the first few of them.
package struct RowSample: Sendable {
    /// How many rows are kept.
    static let size = 10

    private var smallest = InlineArray<10, UInt64>(repeating: 0)
    /// Rows in total.
    package private(set) var count: UInt64 = 0
    package private(set) var last: UInt64 = 0

    package init() {}

    /// Adds a row; in any order, each once.
    package mutating func add(_ row: UInt64) {
        let kept = Int(min(count, UInt64(Self.size)))
        count += 1
        last = max(last, row)
        if kept == Self.size, row >= smallest[Self.size - 1] { return }
        var index = min(kept, Self.size - 1)
        while index > 0, smallest[index - 1] > row {
            smallest[index] = smallest[index - 1]
            index -= 1
        }
        smallest[index] = row
    }

    /// Adds the rows of another sample; no row may be in both.
    mutating func add(_ other: RowSample) {
        let total = count + other.count
        for index in 0..<Int(min(other.count, UInt64(Self.size))) { add(other.smallest[index]) }
        last = max(last, other.last)
        count = total
    }

    /// The first rows, ascending.
    package var rows: [UInt64] { (0..<Int(min(count, UInt64(Self.size)))).map { smallest[$0] } }
}

extension RowSample: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.last == right.last && left.rows == right.rows
    }
}
