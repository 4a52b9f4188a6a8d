// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMeasuring

/// Shares out time among the stages of some work, which takes them up in turn, again and again.
final class StageClock {
    struct Time {
        /// Nanoseconds by the clock, and of all processors.
        var clock = 0.0
        var processors = 0.0
    }

    private(set) var times: [Stage: Time] = [:]
    private var stage: Stage?
    private var began = (clock: ContinuousClock.now, processors: measuring_process_time())

    /// Ends the stage before, and begins one; nil for what is not counted.
    func enter(_ next: Stage?) {
        let now = (clock: ContinuousClock.now, processors: measuring_process_time())
        if let stage {
            times[stage, default: Time()].clock += (now.clock - began.clock) / .nanoseconds(1)
            times[stage, default: Time()].processors += Double(now.processors - began.processors)
        }
        (stage, began) = (next, now)
    }

    /// The figures of each stage for an input, in the order of the stages, from several runs.
    static func measurements(of runs: [StageClock], inputs: Int) -> [Measurement] {
        func figures(_ name: String, _ times: [Time]) -> Measurement {
            let processors = times.map { $0.processors / Double(inputs) }.sorted()
            return Measurement(
                name: name, nanoseconds: times.map { $0.clock / Double(inputs) }.sorted(),
                processors: processors.isEmpty ? nil : processors[processors.count / 2])
        }
        let stages = Stage.allCases.compactMap { stage in
            let times = runs.compactMap { $0.times[stage] }
            return times.isEmpty ? nil : figures(stage.rawValue, times)
        }
        let sums = runs.map { run in
            run.times.values.reduce(into: Time()) {
                $0.clock += $1.clock
                $0.processors += $1.processors
            }
        }
        return stages + [figures("all of it", sums)]
    }
}
