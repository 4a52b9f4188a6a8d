// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import CoordinatorClient
import Home
import Messages
import Ristretto
import Signing
import Vocabulary

extension Join {
    /// Uploads the own list and takes every turn on the lists of others, until the ring is complete.
    func takePart(in round: HomeRound, commitments: CommitmentSet) async throws {
        let turns = RingTurns(join: self, round: round, commitments: commitments)
        while true {
            let listed = try await ask { try await client.work(in: round.id, wait: patience.seconds) }
            let work = turns.outstanding(listed)
            guard work.state == .ring || work.state == .gathering else { return }
            if work.uploads.isEmpty, work.turns.isEmpty {
                let status = try await ask { try await client.status(of: round.id) }
                report(.ring(done: status.chunksDone, total: status.chunksTotal))
                guard !status.state.isFinal else { return }
                try patience.check(waitingFor: "the turns of the others")
                try await patience.pause()
                if status.chunksDone == status.chunksTotal { try await waitForMatching(round, from: status.revision) }
                continue
            }
            do {
                try await turns.perform(work)
            } catch let error as ClientError
                where error.problemCode == .wrongState || error.problemCode == .notFound
            {
                // The round ended meanwhile, perhaps while a chunk was read, which is erased then; the status tells how.
                try await checkGoingOn(round)
                try patience.check(waitingFor: "the ring")
                try await patience.pause()
            }
        }
    }

    /// All chunks are stored and the coordinator compares tokens: nothing to do but wait for the end.
    private func waitForMatching(_ round: HomeRound, from revision: Int) async throws {
        _ = try await ask { try await client.status(of: round.id, since: revision, wait: patience.seconds) }
    }
}
