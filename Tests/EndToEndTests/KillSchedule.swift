// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Who is killed when in one round; everything follows from the seed.
struct KillSchedule: Sendable, CustomStringConvertible {
    /// One kill.
    struct Kill: Sendable {
        let phase: KillPhase
        /// A party by its place in the ring; the number of parties stands for the coordinator.
        let victim: Int
        /// In the ring: after how many parts of a hundred of its chunks.
        let progress: Int
        /// Draws what is left open, such as the word of the victim that is waited for.
        let chance: UInt64
    }

    let seed: Int
    /// By phase; at most one in each phase before the ring and after it.
    let kills: [Kill]
    /// The order in which parties start.
    let order: [Int]

    /// Draws a schedule: three kills that together with those of other seeds hit all states and processes, and up to two more.
    init(seed: Int, parties: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let phases = KillPhase.allCases
        // Each turn of the phases begins one phase later, so that others meet, and moves on by one process.
        var drawn = (0..<3).map { 3 * seed + $0 }.map { draw in
            let (turn, place) = draw.quotientAndRemainder(dividingBy: phases.count)
            let phase = phases[(place + turn) % phases.count]
            let processes = phase.processes(parties: parties)
            return Self.kill(phase, victim: processes[(turn + phase.rawValue) % processes.count], &generator)
        }
        // A process that has its result may be faster than its killer: there must be three others.
        let least = drawn.contains { $0.phase == .result } ? 1 : 0
        for _ in 0..<Int.random(in: least...2, using: &generator) {
            let phase = KillPhase.ring.randomElement(using: &generator) ?? .ringMiddle
            drawn.append(Self.kill(phase, victim: Int.random(in: 0...parties, using: &generator), &generator))
        }
        self.seed = seed
        kills = drawn.sorted { ($0.phase, $0.progress) < ($1.phase, $1.progress) }
        order = (0..<parties).shuffled(using: &generator)
    }

    /// The kill of a phase outside the ring.
    func kill(in phase: KillPhase) -> Kill? { kills.first { $0.phase == phase } }

    var description: String {
        "seed \(seed): " + kills.map { "\($0.phase) \($0.victim) at \($0.progress)" }.joined(separator: ", ")
    }

    private static func kill(_ phase: KillPhase, victim: Int, _ generator: inout SeededGenerator) -> Kill {
        let third = phase.rawValue - KillPhase.ringEarly.rawValue
        return Kill(
            phase: phase, victim: victim,
            progress: (0...2).contains(third) ? third * 100 / 3 + Int.random(in: 1...30, using: &generator) : 0,
            chance: generator.next())
    }
}
