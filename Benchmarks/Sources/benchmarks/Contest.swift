// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMeasuring

/// Sides that do the same work on the same inputs in turn, so that the machine is as fast for one as for the other.
struct Contest {
    struct Side {
        let name: String
        /// Does the work on all inputs once.
        let run: () -> Void
        /// How often a round does so, for work that is over before a clock can tell.
        var repeats = 1
    }

    let inputs: Int
    let sides: [Side]

    /// Runs every side once unmeasured, then `rounds` times in turn.
    func measure(rounds: Int) -> [Measurement] {
        var times = sides.map { _ in [Double]() }
        let allocations = sides.map { side in
            side.run()
            let before = measuring_allocations()
            side.run()
            return Double(measuring_allocations() - before) / Double(inputs)
        }
        for _ in 0..<rounds {
            for (place, side) in sides.enumerated() {
                let start = measuring_thread_time()
                for _ in 0..<side.repeats { side.run() }
                let elapsed = measuring_thread_time() - start
                times[place].append(Double(elapsed) / Double(inputs * side.repeats))
            }
        }
        return zip(sides, zip(times, allocations)).map { side, figures in
            Measurement(name: side.name, nanoseconds: figures.0.sorted(), allocations: figures.1)
        }
    }
}
