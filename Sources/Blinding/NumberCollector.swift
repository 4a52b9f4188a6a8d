// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers
package import Spilling

/// Collects the numbers of a party's list, in any order; what memory does not hold waits in temporary files.
package struct NumberCollector: ~Copyable {
    private let sorter: PairSorter
    private let memory: Int
    private let folder: String
    private var block: [Pair] = []

    private static let blockSize = 4096

    /// - Parameters:
    ///   - memory: bytes of it that sorting may take, and that the numbers may take afterwards.
    ///   - folder: where temporary files go; nil for the usual place.
    package init(memory: Int = NumberSet.memory, folder: String? = nil) {
        self.memory = memory
        self.folder = folder ?? SpillFolder.path
        sorter = PairSorter(limit: memory, folder: self.folder)
        block.reserveCapacity(Self.blockSize)
    }

    /// Adds one row.
    package mutating func append(_ number: PhoneNumber, row: UInt32) throws(SpillError) {
        block.append(Pair(key: number.digits, value: UInt64(row)))
        if block.count == Self.blockSize { try flush() }
    }

    /// Sorts by digits and keeps the first row of each number.
    package consuming func sealed() throws(SpillError) -> NumberSet {
        try flush()
        let stream = try sorter.sorted()
        let store = NumberStore(memory: memory, folder: folder)
        var last: Pair?
        while try stream.next(into: &block) {
            for pair in block {
                if let known = last, known.key == pair.key {
                    last = min(known, pair)
                } else {
                    if let known = last { try store.append(known) }
                    last = pair
                }
            }
        }
        if let last { try store.append(last) }
        try store.finish()
        return NumberSet(store, duplicates: sorter.count - store.count)
    }

    private mutating func flush() throws(SpillError) {
        try sorter.add(block)
        block.removeAll(keepingCapacity: true)
    }
}
