// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Gets told each step of a reading; costs nothing where nobody listens.
protocol ReadingTrace {
    mutating func note(_ step: @autoclosure () -> ReadingStep)
}

/// A trace that nobody reads.
struct NoTrace: ReadingTrace {
    @inline(__always)
    mutating func note(_ step: @autoclosure () -> ReadingStep) {}
}

/// A trace that keeps every step.
struct StepTrace: ReadingTrace {
    private(set) var steps: [ReadingStep] = []

    mutating func note(_ step: @autoclosure () -> ReadingStep) { steps.append(step()) }
}
