// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// The distinct numbers of a party's list, each with the row where it came first.
///
/// Rows are collected in any order; ``seal()`` sorts them and drops repetitions.
package struct NumberSet: Sendable {
    /// One number of the list.
    package struct Entry: Sendable {
        /// E.164 digits.
        package let digits: UInt64
        /// The row of the list, from 1.
        package let row: UInt32
    }

    /// Ascending by digits once sealed.
    package private(set) var entries: [Entry] = []
    /// Rows that repeated a number.
    package private(set) var duplicates = 0

    package init() {}

    /// Adds one row.
    package mutating func append(_ number: PhoneNumber, row: UInt32) {
        entries.append(Entry(digits: number.digits, row: row))
    }

    /// Makes room for a number of rows.
    package mutating func reserve(_ rows: Int) { entries.reserveCapacity(rows) }

    /// Sorts by digits and keeps the first row of each number.
    package mutating func seal() {
        entries.sort { ($0.digits, $0.row) < ($1.digits, $1.row) }
        var kept = 0
        for index in entries.indices {
            if kept > 0, entries[kept - 1].digits == entries[index].digits {
                duplicates += 1
            } else {
                entries[kept] = entries[index]
                kept += 1
            }
        }
        entries.removeLast(entries.count - kept)
    }
}
