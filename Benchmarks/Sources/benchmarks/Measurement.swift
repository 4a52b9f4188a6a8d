// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What one side of a contest needed for an input.
struct Measurement {
    let name: String
    /// Nanoseconds of the thread's own time, a value a round, ascending.
    let nanoseconds: [Double]
    /// Heap allocations.
    let allocations: Double

    var minimum: Double { nanoseconds.first ?? 0 }
    var median: Double { nanoseconds.isEmpty ? 0 : nanoseconds[nanoseconds.count / 2] }
    var maximum: Double { nanoseconds.last ?? 0 }
}
