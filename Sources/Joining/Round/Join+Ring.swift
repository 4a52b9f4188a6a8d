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
        let log = UploadLog()
        while true {
            do {
                return try await RingTurns(join: self, round: round, commitments: commitments, log: log).run()
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
}
