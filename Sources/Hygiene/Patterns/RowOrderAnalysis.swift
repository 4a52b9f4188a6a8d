// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the order of the rows shows; takes every row once, in order, and keeps little of them.
package struct RowOrderAnalysis {
    private var bursts = BurstFinder()
    private var strides = StrideFinder(inRowOrder: true)

    package init() {}

    /// Takes the next rows.
    package mutating func take(_ marks: [RowMark]) {
        for mark in marks {
            bursts.take(isInvalid: mark.digits == 0)
            guard mark.digits != 0 else { continue }
            var rows = RowSample()
            rows.add(mark.row)
            strides.take(mark.digits, rows)
        }
    }

    /// What was found.
    mutating func findings() -> [(Evidence, Finding)] { bursts.findings() + strides.findings() }
}
