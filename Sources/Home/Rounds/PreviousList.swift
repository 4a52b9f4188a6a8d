// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The numbers of a party's last finished round, one after the other in the order of its list, which has nothing to do with theirs.
package struct PreviousList: ~Copyable {
    /// The round's number.
    package let number: UInt32
    /// How many numbers there are.
    package let count: Int

    private var map: RowMapReader

    init(number: UInt32, count: Int, map: consuming RowMapReader) {
        self.number = number
        self.count = count
        self.map = map
    }

    /// Gives the next number, E.164 digits as an integer; nil after the last one, when the whole list is known to be authentic.
    package mutating func next() throws -> UInt64? { try map.next()?.digits }
}
