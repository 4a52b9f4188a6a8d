// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Logging
internal import Matching
internal import Messages

extension RoundHost {
    /// Starts the comparison of tokens where the ring is complete and none is under way.
    ///
    /// Called after each stored chunk and by ``refresh()``: a run that failed or was cut short by a restart is made again.
    func startMatchingIfComplete() {
        guard round.isRingComplete, matching == nil else { return }
        matching = Task { await self.match() }
    }

    private func match() async {
        defer { matching = nil }
        let job = MatchJob(round: round, dependencies: dependencies, intake: intake)
        do {
            let verdict = try await Offload.run { try job.run() }
            // Another message may have ended the round meanwhile.
            guard round.isRingComplete else { return }
            switch verdict {
            case .outcome(let outcome):
                try dependencies.rounds.finish(outcome, of: round, at: dependencies.clock())
                try apply(.finished(outcome.manifest))
            case .duplicate(let list, let chunk, let row):
                let ring = agreement.ring
                let hop = ring.lastHop
                let place = ChunkPlace(list: agreement.parties[list].id, hop: hop, chunk: chunk)
                let accused = agreement.parties[ring.hopParty(list: list, hop: hop)].id
                try stop(.duplicateToken, accused: accused, place: place, row: row)
            }
        } catch {
            dependencies.logger.error(
                "a round could not be matched, trying again later",
                metadata: ["round": "\(id)", "error": "\(Self.name(of: error))"])
        }
    }
}
