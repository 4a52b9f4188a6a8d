// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A span of time: start ≤ t < end, in seconds since 1970.
package struct Interval: Hashable, Sendable {
    package let start: Int64
    /// Empty where it is not after `start`.
    package let end: Int64

    package init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    /// Its length in seconds.
    package var length: Int64 { end - start }

    /// The times that are in both; empty where there are none.
    func intersection(_ other: Interval) -> Interval {
        Interval(start: max(start, other.start), end: min(end, other.end))
    }
}
