// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Spilling

/// The distinct numbers of a party's list, ascending, each with the row where it came first; made by ``NumberCollector``.
package struct NumberSet {
    /// Bytes of memory that a list takes at most, where nobody says otherwise: longer ones use temporary files.
    package static let memory = 64 << 20

    /// Rows of a block: enough for all cores.
    package static let blockRows = 65_536

    private let store: NumberStore

    /// Rows that repeated a number.
    package let duplicates: Int

    init(_ store: NumberStore, duplicates: Int) {
        self.store = store
        self.duplicates = duplicates
    }

    /// Numbers in the set.
    package var count: Int { store.count }

    /// Counts the numbers that ascending pairs have as keys too.
    package func commonCount(with stream: PairStream) throws -> Int {
        var common = 0
        var theirs: [Pair] = []
        var next = 0
        try forEachBlock { block in
            for pair in block {
                while true {
                    if next == theirs.count {
                        next = 0
                        guard try stream.next(into: &theirs) else { return }
                    }
                    guard theirs[next].key < pair.key else { break }
                    next += 1
                }
                if theirs[next].key == pair.key { common += 1 }
            }
        }
        return common
    }

    /// Visits all numbers, a block at a time: E.164 digits as keys, rows of the list, from 1, as values.
    package func forEachBlock(_ body: ([Pair]) throws -> Void) throws {
        var block: [Pair] = []
        for start in stride(from: 0, to: count, by: Self.blockRows) {
            try store.read(from: start, count: Self.blockRows, into: &block)
            try body(block)
        }
    }
}
