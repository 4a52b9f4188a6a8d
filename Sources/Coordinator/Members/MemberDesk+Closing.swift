// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Logging
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

extension MemberDesk {
    /// Refuses every row of the brand without a record, and ends the decisions of a round.
    ///
    /// In parts, between which others take their turns; what a killed process left undone the sweep does.
    func close(_ id: RoundID, for party: PartyID) async throws {
        var last: Handle?
        while true {
            let place = try await place(of: id, for: party)
            guard !place.phase.isDecided, let brand = place.agreement.brand else { return }
            let handles = try dependencies.members.undecided(
                of: brand.id, in: id, after: last, limit: Limits.pageRecords)
            last = handles.last ?? last
            let now = try moment()
            var log = try dependencies.members.log(of: place.agreement.id)
            var batch = LogBatch(agreement: place.agreement.id, round: id, log: log, entries: [])
            if handles.isEmpty {
                let tally = try dependencies.members.tally(of: id)
                let decided = RoundDecided(
                    reference: place.reference, transcript: place.transcript, at: now, allowed: tally.allowed,
                    refused: tally.refused, sequence: log.sequence + 1, previous: log.hash)
                try batch.add(.decided(Signed(decided, by: dependencies.identity)), to: &log)
                try dependencies.members.append(batch)
                changed()
                dependencies.logger.notice(
                    "a round is decided", metadata: ["agreement": "\(place.agreement.id)", "round": "\(id)"])
                return
            }
            let revoked = try dependencies.members.revoked(among: handles, in: id)
            let decider = Decider(terms: ConsentTerms(place.agreement), library: dependencies.policies)
            for handle in handles {
                try batch.add(
                    Decision(
                        reference: place.reference, transcript: place.transcript, handle: handle, basis: nil,
                        verdict: decider.decide(record: nil, isRevoked: revoked.contains(handle), at: now), at: now,
                        sequence: log.sequence + 1, previous: log.hash),
                    to: &log, by: dependencies.identity)
            }
            try dependencies.members.append(batch)
            dependencies.metrics.countDecisions(allowed: 0, refused: batch.entries.count)
            // Others take their turns between two parts.
            await Task.yield()
        }
    }

    /// Ends the decisions of rounds whose time is over or whose records are all there, and notes the time.
    ///
    /// A fault of one round is logged and keeps no other from its turn.
    package func sweep() async {
        do {
            let (segments, now) = (dependencies.segments, dependencies.clock())
            try segments.settle()
            try await Offload.run { try segments.compact(at: now) }
        } catch {
            dependencies.logger.error(
                "copies of what was deleted may still be in the database or the log beside it, trying again later",
                metadata: ["error": "\(type(of: error))"])
        }
        do {
            let now = try moment()
            try dependencies.members.note(moment: now.seconds)
            for id in try dependencies.members.openPhases() {
                do { try await sweep(id, at: now) } catch {
                    dependencies.logger.error(
                        "a round's decisions could not be swept, trying again later",
                        metadata: ["round": "\(id)", "error": "\(type(of: error))"])
                }
            }
        } catch {
            dependencies.logger.error(
                "decisions could not be swept, trying again later", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func sweep(_ id: RoundID, at now: Timestamp) async throws {
        let host = try await registry.host(id)
        guard let brand = host.agreement.brand, host.agreement.learnsMatchedRows(brand.id) else { return }
        let place = try await place(of: id, for: brand.id)
        if place.isComplete() || now.seconds >= place.deadline { try await close(id, for: brand.id) }
    }
}
