// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Messages

/// Where in a round a process is killed.
enum KillPhase: Int, CaseIterable, Comparable, Sendable {
    /// Gathering, and the process has not committed; for the coordinator, nobody has.
    case uncommitted
    /// Gathering; the process has committed, others have not.
    case committed
    /// All have committed, not all have signed the transcript.
    case transcript
    /// A third each of the ring's chunks.
    case ringEarly
    case ringMiddle
    case ringLate
    /// The round has its result, and the process, or somebody for the coordinator, has not fetched it.
    case result
    /// The brand has sent records, and another party's are missing.
    case records
    /// The round is decided, and the brand has not fetched what was decided.
    case decisions

    static func < (left: KillPhase, right: KillPhase) -> Bool { left.rawValue < right.rawValue }

    static let ring: [KillPhase] = [.ringEarly, .ringMiddle, .ringLate]

    /// The processes that take part in the phase, where the first party is the brand and the second has a grant; the number
    /// of parties stands for the coordinator.
    func processes(parties: Int) -> [Int] {
        switch self {
        case .records: [0, 1, parties]
        case .decisions: [0, parties]
        default: Array(0...parties)
        }
    }

    /// What a round is in towards a party, or towards the coordinator where there is none; nil where it came to nothing.
    ///
    /// - Parameter records: nil where the round has not matched.
    init?(_ status: RoundStatus, records: RecordsStatus?, parties: Int, hasCommitted: Bool) {
        switch status.state {
        case .gathering:
            self = status.committed.count == parties ? .transcript : hasCommitted ? .committed : .uncommitted
        case .ring: self = Self.ring[min(2, status.chunksDone * 3 / max(status.chunksTotal, 1))]
        case .matched:
            guard let records else { return nil }
            // The brand comes first in the ring.
            let hasBegun = (records.senders.first?.pages ?? 0) > 0
            self = records.isDecided ? .decisions : hasBegun ? .records : .result
        case .belowMinimum, .stopped, .expired: return nil
        }
    }
}
