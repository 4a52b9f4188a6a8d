// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What one side of a contest, or one stage of some work, needed for an input.
struct Measurement {
    let name: String
    /// A value a round, ascending: of a contest the thread's own time, of a stage the time by the clock.
    let nanoseconds: [Double]
    /// Heap allocations of the thread; nil where they are not counted.
    var allocations: Double?
    /// The median of the time of all processors, for work that runs on several; nil where it is the same.
    var processors: Double?

    var minimum: Double { nanoseconds.first ?? 0 }
    var median: Double { nanoseconds.isEmpty ? 0 : nanoseconds[nanoseconds.count / 2] }
    var maximum: Double { nanoseconds.last ?? 0 }
}
