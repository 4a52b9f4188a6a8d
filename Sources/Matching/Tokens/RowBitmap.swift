// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A set of rows of a list, a bit a row in the owner's order.
package struct RowBitmap: Equatable, Sendable {
    /// Rows of the list.
    package let rowCount: Int
    private var words: [UInt64]

    /// Starts empty.
    package init(rowCount: Int) {
        self.rowCount = rowCount
        words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    }

    /// Rows in the set.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether a row is in the set; no row outside of the list is.
    package func contains(_ row: Int) -> Bool {
        row >= 0 && row < rowCount && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Adds rows; false, and some of them added, where one is outside of the list.
    mutating func insert(_ rows: UnsafeBufferPointer<UInt32>) -> Bool {
        let rowCount = rowCount
        var words = words.mutableSpan
        return words.withUnsafeMutableBufferPointer { words in
            for row in rows {
                let row = Int(row)
                guard row < rowCount else { return false }
                words[row >> 6] |= 1 << UInt64(row & 63)
            }
            return true
        }
    }

    /// The rows in ascending order.
    package var rows: [UInt32] {
        let count = count
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
            for (index, word) in words.enumerated() {
                var rest = word
                while rest != 0 {
                    buffer[filled] = UInt32(truncatingIfNeeded: index << 6 + rest.trailingZeroBitCount)
                    filled += 1
                    rest &= rest &- 1
                }
            }
        }
    }

    /// For each 64 rows how many of the set come before them.
    func ranks() -> [UInt32] {
        var before: UInt32 = 0
        return words.map { word in
            defer { before += UInt32(word.nonzeroBitCount) }
            return before
        }
    }

    /// How many rows of the set come before one, with the ranks of the set.
    @inline(__always)
    func rank(of row: Int, _ ranks: UnsafeBufferPointer<UInt32>, _ words: UnsafeBufferPointer<UInt64>) -> Int {
        let below = words[row >> 6] & (1 << UInt64(row & 63) &- 1)
        return Int(ranks[row >> 6]) + below.nonzeroBitCount
    }

    /// Lends the words, 64 rows each.
    func withWords<Result>(_ body: (UnsafeBufferPointer<UInt64>) throws -> Result) rethrows -> Result {
        try words.withUnsafeBufferPointer(body)
    }
}
