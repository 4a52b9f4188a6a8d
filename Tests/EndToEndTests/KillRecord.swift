// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Which processes were killed in which states, over all schedules.
final class KillRecord: Sendable {
    private let hits = Mutex<[String: Int]>([:])

    /// Notes a kill that ended a process.
    func note(_ phase: KillPhase, _ process: String) {
        hits.withLock { $0["\(phase) \(process)", default: 0] += 1 }
    }

    /// The pairs of state and process that nobody was killed in.
    ///
    /// - Parameter names: the parties' in ring order, and the coordinator's.
    func missing(among names: [String]) -> [String] {
        let hits = hits.withLock { $0 }
        return KillPhase.allCases.flatMap { phase in
            phase.processes(parties: names.count - 1).map { "\(phase) \(names[$0])" }
        }.filter { hits[$0] == nil }
    }

    /// All pairs with their counts.
    var summary: String {
        hits.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    }
}
