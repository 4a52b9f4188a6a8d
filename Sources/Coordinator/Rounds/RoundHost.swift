// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Logging
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

/// Holds one round: admits a message, stores it, applies it, and wakes those who wait.
///
/// Nothing is visible before it is durable, and nothing is durable before it was admitted. Between two suspension points all
/// calls are exclusive (``StateExecutor``); after each one the state is checked again.
actor RoundHost {
    nonisolated let agreement: Agreement
    nonisolated let id: RoundID
    /// Rings at each change of the round.
    nonisolated let bell = ChangeBell()
    nonisolated let dependencies: CoordinatorDependencies

    private(set) var round: Round
    /// Uploads under way, so that two different outputs never write to the same place.
    var uploads: [ChunkPlace: UploadReservation] = [:]
    /// The one run of the matching, where there is one.
    var matching: Task<Void, Never>?
    /// Tokens that are sorted as they arrive (``intake(for:)``).
    var intake: TokenIntake?
    /// False once that has failed.
    var canTakeTokens = true
    /// True until the budgets have been looked at after the transcript was formed and charged.
    private var isBudgetUnsettled: Bool
    /// True while a final round may still have columns on disk.
    private var needsErasure: Bool

    nonisolated var unownedExecutor: UnownedSerialExecutor { StateExecutor.shared.asUnownedSerialExecutor() }

    /// Takes over a round that has been replayed from its stored events, or a new one.
    init(round: Round, dependencies: CoordinatorDependencies) {
        self.round = round
        self.dependencies = dependencies
        agreement = round.agreement
        id = round.reference.round
        isBudgetUnsettled = round.transcript != nil && round.state == .gathering
        needsErasure = round.state.isFinal
    }

    /// The round as it is now; its deadline is looked at first.
    func current() throws -> Round {
        try refresh()
        return round
    }

    /// Does what time or an interrupted run left to do.
    func refresh() throws {
        try settleBudget()
        // A complete ring has met its deadline; only the comparison is outstanding.
        if round.isOverdue(at: dependencies.clock()), !round.isRingComplete { try record(.expired) }
        if needsErasure, uploads.isEmpty { eraseColumns() }
        startMatchingIfComplete()
    }

    /// Stores an event and applies it.
    func record(_ event: RoundEvent, receipt: Signed<HopReceipt>? = nil, charges: [RowCharge] = []) throws {
        try dependencies.rounds.append(event, to: round, receipt: receipt, charges: charges)
        try apply(event)
    }

    /// Applies an event that is stored.
    func apply(_ event: RoundEvent) throws {
        defer { bell.ring() }
        try round.apply(event)
        if round.state.isFinal {
            dependencies.metrics.countEndedRound(state: round.state.rawValue)
            log(.notice, "a round ended")
            needsErasure = true
            // Its partition file goes with the last who uses it.
            intake = nil
            eraseColumns()
        }
    }

    /// Marks that T was formed: the budgets are looked at once more.
    func unsettleBudget() { isBudgetUnsettled = true }

    /// Stops the round in the coordinator's own name.
    func stop(_ reason: StopReason, accused: PartyID? = nil, place: ChunkPlace? = nil, row: Int? = nil) throws {
        let notice = StopNotice(
            reference: round.reference, from: .coordinator, transcript: round.transcript, reason: reason,
            accused: accused, place: place, row: row)
        try record(.stopped(Signed(notice, by: dependencies.identity)))
    }

    /// What a party was charged under all agreements of the same identity keys.
    func history(of party: Agreement.Party) throws -> PartyHistory {
        let window = Int64(agreement.disclosure.windowDays) * 86_400
        return try dependencies.rounds.history(
            of: party.key, identitySet: agreement.identitySet, since: dependencies.clock() - window)
    }

    /// Stops the round where the counts that were charged when T was formed exceed a budget.
    ///
    /// The counts are charged by now, so that nothing is added to them. A restart in between looks again.
    func settleBudget() throws {
        guard isBudgetUnsettled, round.state == .gathering else { return }
        do {
            for party in agreement.parties {
                try DisclosureControl.checkBudget(
                    count: 0, of: party, rules: agreement.disclosure, history: history(of: party))
            }
        } catch let problem as Problem where problem.code == .budgetExceeded {
            try stop(.budget)
        }
        isBudgetUnsettled = false
    }

    /// Erases the columns of a final round; a failure is logged and tried again by the sweep.
    func eraseColumns() {
        guard uploads.isEmpty else { return }
        do {
            try dependencies.columns.erase(id)
            needsErasure = false
        } catch {
            dependencies.logger.error(
                "columns could not be erased, trying again later",
                metadata: ["round": "\(id)", "error": "\(type(of: error))"])
        }
    }

    func log(_ level: Logger.Level, _ message: Logger.Message) {
        dependencies.logger.log(
            level: level, message,
            metadata: [
                "agreement": "\(agreement.id)", "round": "\(id)", "number": "\(round.number)",
                "state": "\(round.state.rawValue)",
            ])
    }
}
