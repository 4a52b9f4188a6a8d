// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

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

    static func < (left: KillPhase, right: KillPhase) -> Bool { left.rawValue < right.rawValue }

    static let ring: [KillPhase] = [.ringEarly, .ringMiddle, .ringLate]

    /// What a round is in towards a party, or towards the coordinator where there is none; nil where it came to nothing.
    init?(_ status: RoundStatus, parties: Int, hasCommitted: Bool) {
        switch status.state {
        case .gathering:
            self = status.committed.count == parties ? .transcript : hasCommitted ? .committed : .uncommitted
        case .ring: self = Self.ring[min(2, status.chunksDone * 3 / max(status.chunksTotal, 1))]
        case .matched: self = .result
        case .belowMinimum, .stopped, .expired: return nil
        }
    }
}
