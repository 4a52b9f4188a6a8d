// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Home
import Spilling

/// What a party's list has more and less than that of its last finished round (protocol/v1/matching.md §4.1).
struct ListChange: Equatable {
    /// The round's number; 0 where there is none to compare with.
    let previous: UInt32
    let added: Int
    let removed: Int

    /// The change of a first list.
    init(first numbers: NumberSet) {
        previous = 0
        added = numbers.count
        removed = 0
    }

    /// Compares in bounded memory.
    init(from list: consuming PreviousList, to numbers: NumberSet) throws {
        let sorter = PairSorter(limit: NumberSet.memory, folder: SpillFolder.path)
        var block: [Pair] = []
        while let digits = try list.next() {
            block.append(Pair(key: digits, value: 0))
            if block.count == NumberSet.blockRows {
                try sorter.add(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        try sorter.add(block)
        let common = try numbers.commonCount(with: sorter.sorted())
        previous = list.number
        added = numbers.count - common
        removed = list.count - common
    }
}
