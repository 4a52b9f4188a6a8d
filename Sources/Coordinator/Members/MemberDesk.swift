// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Consent
internal import Logging
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

/// Takes what follows a match: records, which it decides on and logs, and revocations (protocol/v1/consent.md).
///
/// Every entry of a log is made and stored between two suspension points, so that nobody else can append in between
/// (``StateExecutor``). Nothing is told before it is logged.
package actor MemberDesk {
    nonisolated let dependencies: CoordinatorDependencies
    nonisolated let registry: RoundRegistry
    /// Rings at each page, revocation and end.
    nonisolated let bell = ChangeBell()
    /// Counts revocations and ends of this process, so that a table of members is known to be old.
    private(set) var generation = 0

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        StateExecutor.shared.asUnownedSerialExecutor()
    }

    package init(dependencies: CoordinatorDependencies, registry: RoundRegistry) {
        self.dependencies = dependencies
        self.registry = registry
    }

    /// A round whose members are known.
    struct Place {
        let agreement: Agreement
        let reference: RoundReference
        let transcript: Digest
        let phase: RecordsPhase
    }

    /// Looks a matched round up for one of its parties.
    ///
    /// - Throws: `wrong-state` where the round did not end in a match or its members are erased.
    func place(of id: RoundID, for caller: PartyID) async throws -> Place {
        let host = try await registry.host(id, for: caller)
        let round = try await host.current()
        let phase = try dependencies.members.phase(of: id)
        guard phase.matchedAt != nil, let transcript = round.transcript else {
            throw Problem(.wrongState, "The round is \(round.state.rawValue); records follow a match.")
        }
        guard !phase.isErased else {
            throw Problem(.membersErased, "The round's members were erased at the end of their retention.")
        }
        return Place(
            agreement: host.agreement, reference: round.reference, transcript: transcript, phase: phase)
    }

    /// The brand's place alone.
    func brandPlace(of id: RoundID, for caller: PartyID) async throws -> Place {
        let place = try await place(of: id, for: caller)
        try requireBrand(caller, of: place.agreement)
        return place
    }

    /// Refuses every party but the one that owns the members.
    nonisolated func requireBrand(_ caller: PartyID, of agreement: Agreement) throws {
        guard agreement.party(caller)?.role == .brand else {
            throw Problem(.notEntitled, "Members belong to the brand of the agreement; \(caller) is another party.")
        }
        guard agreement.learnsMatchedRows(caller) else {
            throw Problem(.notEntitled, "\(caller) does not learn its matched rows under this agreement.")
        }
    }

    /// The moment to decide, count and plan at; it never goes back behind what was logged.
    nonisolated func moment() throws -> Timestamp {
        let latest = Timestamp(seconds: try dependencies.members.latestMoment())
        do {
            return try LogClock(latest: latest).moment(at: dependencies.timestamp())
        } catch let error as ClockBehindError {
            dependencies.logger.error(
                "the clock is behind the log", metadata: ["clock": "\(error.clock)", "log": "\(error.latest)"])
            throw Problem(.clockBehind, "The coordinator's clock is behind its own log; its operator must set it.")
        }
    }

    /// What the coordinator tells a round's parties about their records.
    func status(of id: RoundID, for caller: PartyID) async throws -> RecordsStatus {
        let place = try await place(of: id, for: caller)
        guard place.agreement.recordSenders.contains(where: { $0.id == caller }) else {
            throw Problem(.notEntitled, "\(caller) has no records to send under this agreement.")
        }
        let isBrand = place.agreement.party(caller)?.role == .brand
        var tally: RecordsStatus.Tally?
        if place.phase.isDecided, isBrand {
            let counts = try dependencies.members.tally(of: id)
            tally = RecordsStatus.Tally(allowed: counts.allowed, refused: counts.refused)
        }
        return RecordsStatus(
            isDecided: place.phase.isDecided, revision: place.phase.revision, deadline: place.deadline,
            senders: place.agreement.recordSenders.map { party in
                let sender = place.phase.sender(party.id)
                return RecordsStatus.Sender(
                    party: party.id, pages: sender.pages, isComplete: sender.isComplete,
                    lastHandle: party.id == caller ? sender.lastHandle : nil)
            },
            tally: tally)
    }

    /// Envelopes of the log after an entry, for the brand.
    func log(of id: AgreementID, after sequence: Int, for caller: PartyID) async throws -> [[UInt8]] {
        let agreement = try await registry.agreement(id, for: caller).agreement
        try requireBrand(caller, of: agreement)
        return try dependencies.members.entries(of: id, after: sequence, limit: Limits.pageEntries)
    }

    /// Marks that the members of some round changed.
    func changed() {
        generation += 1
        bell.ring()
    }

    /// Lets none of those who wait wait any more.
    package func stop() { bell.silence() }
}

extension MemberDesk.Place {
    /// When records are taken no more, seconds since 1970.
    var deadline: Int64 { (phase.matchedAt ?? 0) + Int64(agreement.rounds.deadlineHours) * 3600 }

    /// True once every party that has records to send has sent its last page.
    func isComplete(with completed: PartyID? = nil) -> Bool {
        agreement.recordSenders.allSatisfy { $0.id == completed || phase.sender($0.id).isComplete }
    }
}
