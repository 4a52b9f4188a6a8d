// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Logging
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

extension RoundRegistry {
    /// Opens round 1 of a complete agreement that has none.
    ///
    /// Where the rules forbid it now (not valid yet, budget of rounds used up) the sweep tries again later.
    func openFirstRound(of agreement: Agreement, at now: Int64) throws {
        guard try dependencies.rounds.rounds(of: agreement.id).isEmpty else { return }
        do {
            let number = try schedule(of: agreement, newest: nil, at: now).nextNumber(at: now)
            try open(number, of: agreement, opening: nil, at: now)
        } catch let problem as Problem where problem.code == .wrongState || problem.code == .budgetExceeded {
            dependencies.logger.debug("a first round cannot open yet", metadata: ["agreement": "\(agreement.id)"])
        }
    }

    /// Opens the next round for a party that learns matched rows.
    ///
    /// The same opening again is a success while its round is open: a lost answer changes nothing.
    ///
    /// - Returns: the round, and whether it is new.
    func openNext(
        _ statement: Unverified<RoundOpening>, of id: AgreementID, from caller: PartyID
    ) async throws -> (status: RoundStatus, isNew: Bool) {
        let bundle = try agreement(id, for: caller)
        let agreement = bundle.agreement
        guard bundle.isComplete else {
            throw Problem(
                .wrongState, "The agreement lacks acceptances of \(bundle.missing.map(\.name).joined(separator: ", "))."
            )
        }
        let opening = statement.body
        if let newest = try dependencies.rounds.rounds(of: id).first, !newest.state.isFinal {
            let status = try await host(newest.reference.round).current().status
            let isRepeated =
                opening.number == newest.number && opening.reference == newest.reference && opening.from == caller
            if isRepeated, !status.state.isFinal, agreement.learnsMatchedRows(caller),
                let key = agreement.party(caller)?.key, (try? statement.verified(by: key)) != nil
            {
                return (status, false)
            }
        }
        // Everything is read again after the suspension above.
        let now = dependencies.clock()
        let newest = try dependencies.rounds.rounds(of: id).first
        let signed = try schedule(of: agreement, newest: newest, at: now).admit(statement, from: caller, at: now)
        return (try open(signed.body.number, of: agreement, opening: signed, at: now), true)
    }

    /// The statuses of an agreement's rounds, newest first.
    func statuses(of id: AgreementID, for caller: PartyID) async throws -> [RoundStatus] {
        _ = try agreement(id, for: caller)
        var statuses: [RoundStatus] = []
        for stored in try dependencies.rounds.rounds(of: id) {
            statuses.append(try await host(stored.reference.round).current().status)
        }
        return statuses
    }

    @discardableResult
    private func open(
        _ number: UInt32, of agreement: Agreement, opening: Signed<RoundOpening>?, at now: Int64
    ) throws -> RoundStatus {
        let round = Round(agreement: agreement, number: number, openedAt: now)
        try dependencies.rounds.open(
            StoredRound(reference: round.reference, number: number, openedAt: now, state: round.state),
            under: agreement, opening: opening)
        add(RoundHost(round: round, dependencies: dependencies))
        dependencies.logger.notice(
            "a round opened",
            metadata: [
                "agreement": "\(agreement.id)", "round": "\(round.reference.round)", "number": "\(number)",
            ])
        return round.status
    }

    private func schedule(of agreement: Agreement, newest: StoredRound?, at now: Int64) throws -> RoundSchedule {
        let window = Int64(agreement.disclosure.windowDays) * 86_400
        return RoundSchedule(
            agreement: agreement,
            newest: newest.map {
                RoundSchedule.Newest(number: $0.number, isFinal: $0.state.isFinal, openedAt: $0.openedAt)
            },
            roundsInWindow: try dependencies.rounds.roundsOpened(
                identitySet: agreement.identitySet, since: now - window))
    }
}
