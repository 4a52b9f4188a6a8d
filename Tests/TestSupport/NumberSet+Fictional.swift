// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Blinding
import PhoneNumbers
import Spilling

extension NumberSet {
    /// The fictional numbers with some indices, in rows from 1.
    package static func fictional(_ indices: some Sequence<Int>) throws -> NumberSet {
        var collector = NumberCollector()
        for (row, index) in indices.enumerated() {
            guard let number = PhoneNumber(digits: FictionalNumbers.digits(index)) else { continue }
            try collector.append(number, row: UInt32(row + 1))
        }
        return try collector.sealed()
    }

    /// All numbers with their rows.
    package var entries: [(digits: UInt64, row: UInt32)] {
        get throws {
            var entries: [(digits: UInt64, row: UInt32)] = []
            try forEachBlock { block in entries += block.map { ($0.key, UInt32($0.value)) } }
            return entries
        }
    }
}
