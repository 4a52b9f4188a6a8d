// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A set of times as maximal intervals: ascending, none empty, with gaps between.
package struct IntervalSet: Equatable, Sendable {
    package private(set) var intervals: [Interval] = []

    /// The union of intervals in any order; those that touch become one.
    package init(_ parts: some Sequence<Interval>) {
        for part in parts.sorted(by: { $0.start < $1.start }) where part.length > 0 {
            if let last = intervals.last, part.start <= last.end {
                intervals[intervals.count - 1] = Interval(start: last.start, end: max(last.end, part.end))
            } else {
                intervals.append(part)
            }
        }
    }

    /// The times that are in both.
    package func intersection(_ other: IntervalSet) -> IntervalSet {
        var common: [Interval] = []
        var (left, right) = (0, 0)
        while left < intervals.count, right < other.intervals.count {
            common.append(intervals[left].intersection(other.intervals[right]))
            if intervals[left].end < other.intervals[right].end { left += 1 } else { right += 1 }
        }
        return IntervalSet(common)
    }

    /// The first maximal interval of at least a length among the times before an end.
    package func first(before end: Int64, lasting length: Int64) -> Interval? {
        for interval in intervals where interval.start < end {
            let cut = Interval(start: interval.start, end: min(interval.end, end))
            if cut.length >= length { return cut }
        }
        return nil
    }
}
