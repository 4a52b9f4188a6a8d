// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Logging
internal import Matching
internal import Messages
internal import Vocabulary

/// Knows all rounds: holds those that are open, loads those that ended when somebody asks.
package actor RoundRegistry {
    nonisolated let dependencies: CoordinatorDependencies
    /// Rings at each new acceptance and each new round.
    nonisolated let bell = ChangeBell()

    /// Rounds that have not ended.
    private(set) var open: [RoundID: RoundHost] = [:]
    /// Some rounds that have ended, the one used last at the end.
    private var ended: [RoundHost] = []
    /// When the retention was looked at last, seconds since 1970.
    var retentionCheckedAt = Int64.min
    /// Set when the coordinator stops.
    private var isStopping = false

    /// Ended rounds kept in memory, a few hundred kilobytes each.
    private static let endedKept = 16

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        StateExecutor.shared.asUnownedSerialExecutor()
    }

    package init(dependencies: CoordinatorDependencies) { self.dependencies = dependencies }

    /// Loads the open rounds and does what an earlier process left undone: before the first request.
    package func start() async throws {
        for stored in try dependencies.rounds.openRounds() {
            guard let bundle = try dependencies.agreements.agreement(stored.reference.agreement) else {
                throw Problem(.internal, "A stored round has no agreement.")
            }
            open[stored.reference.round] = try load(stored, of: bundle.agreement)
        }
        try eraseLeftColumns()
        await sweep()
        dependencies.logger.notice("rounds loaded", metadata: ["open": "\(open.count)"])
    }

    /// The host of a round, for a party of its agreement.
    func host(_ id: RoundID, for caller: PartyID) throws -> RoundHost {
        let host = try host(id)
        guard host.agreement.party(caller) != nil else {
            throw Problem(.wrongParty, "\(caller) is not a party of this round's agreement.")
        }
        return host
    }

    /// The host of a round, open or ended.
    func host(_ id: RoundID) throws -> RoundHost {
        if let host = open[id] { return host }
        if let index = ended.firstIndex(where: { $0.id == id }) {
            let host = ended.remove(at: index)
            ended.append(host)
            return host
        }
        guard let stored = try dependencies.rounds.round(id),
            let bundle = try dependencies.agreements.agreement(stored.reference.agreement)
        else {
            throw Problem(
                .notFound, "There is no such round here; check its number, or ask for the agreement's rounds.")
        }
        let host = try load(stored, of: bundle.agreement)
        keep(ended: host)
        return host
    }

    /// Adds a round that was opened.
    func add(_ host: RoundHost) {
        open[host.id] = host
        dependencies.metrics.setOpenRounds(open.count)
        bell.ring()
    }

    /// Moves a round that has ended out of the open ones.
    func retire(_ host: RoundHost) {
        guard open.removeValue(forKey: host.id) != nil else { return }
        keep(ended: host)
        dependencies.metrics.setOpenRounds(open.count)
    }

    /// Sends all waiting requests their answers, and lets none wait any more.
    package func stop() {
        isStopping = true
        bell.silence()
        for host in Array(open.values) + ended { host.bell.silence() }
    }

    private func keep(ended host: RoundHost) {
        ended.append(host)
        if ended.count > Self.endedKept { ended.removeFirst() }
    }

    private func load(_ stored: StoredRound, of agreement: Agreement) throws -> RoundHost {
        let host = RoundHost(
            round: try dependencies.rounds.restored(stored, under: agreement), dependencies: dependencies)
        if isStopping { host.bell.silence() }
        return host
    }

    /// Erases columns of rounds that ended just before a process was killed.
    private func eraseLeftColumns() throws {
        for bundle in try dependencies.agreements.liveAgreements(at: 0) {
            for stored in try dependencies.rounds.rounds(of: bundle.agreement.id) where stored.state.isFinal {
                try dependencies.columns.erase(stored.reference.round)
            }
        }
    }
}
