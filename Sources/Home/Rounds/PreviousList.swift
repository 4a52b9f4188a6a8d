// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The numbers of a party's last finished round, 8 bytes each; its text shows none.
package struct PreviousList: Sendable, CustomStringConvertible, CustomReflectable {
    /// The round's number.
    package let number: UInt32
    /// E.164 digits as integers, ascending.
    private let digits: [UInt64]

    init(number: UInt32, digits: [UInt64]) {
        self.number = number
        self.digits = digits
    }

    /// Counts what a new list has more and less.
    ///
    /// The list is E.164 digits as integers, ascending, none twice.
    package func change(to list: [UInt64]) -> (added: Int, removed: Int) {
        var (mine, theirs, common) = (0, 0, 0)
        while mine < digits.count, theirs < list.count {
            if digits[mine] == list[theirs] {
                common += 1
                mine += 1
                theirs += 1
            } else if digits[mine] < list[theirs] {
                mine += 1
            } else {
                theirs += 1
            }
        }
        return (list.count - common, digits.count - common)
    }

    package var description: String { "\(digits.count) numbers of round \(number)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
