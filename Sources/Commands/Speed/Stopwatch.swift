// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Times work by its fastest run: whatever else the machine does only adds to it.
enum Stopwatch {
    private static let budget = Duration.milliseconds(500)
    private static let fewestRuns = 3

    /// Microseconds for each of the elements that one run of the work is about.
    static func microseconds(each elements: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: budget)
        var best = Duration.seconds(1_000_000)
        var runs = 0
        while runs < fewestRuns || clock.now < end {
            best = min(best, try clock.measure(work))
            runs += 1
        }
        let (seconds, attoseconds) = best.components
        return (Double(seconds) * 1e6 + Double(attoseconds) / 1e12) / Double(elements)
    }
}
