// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How often numbers stand on a list more than once, after normalisation.
package struct Repetitions: Equatable, Sendable {
    /// Different numbers.
    package private(set) var numbers: UInt64 = 0
    /// Different numbers that stand on more than one row.
    package private(set) var repeated: UInt64 = 0
    /// Rows whose number stood in an earlier one.
    package private(set) var rows: UInt64 = 0
    /// The most rows of one number, and the first of them; 0 where there is none.
    package private(set) var most: UInt64 = 0
    package private(set) var mostFirstRow: UInt64 = 0

    package init() {}

    mutating func count(_ sample: RowSample, first: UInt64) {
        numbers += 1
        guard sample.count > 1 else { return }
        repeated += 1
        rows += sample.count - 1
        if sample.count > most { (most, mostFirstRow) = (sample.count, first) }
    }
}
