// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Messages
internal import Signing

/// The coordinator's rules on what a round may reveal to its parties (protocol/v1/matching.md §6).
package enum DisclosureControl {
    /// No agreement can ask for fewer members than this.
    package static let resultFloor = 50

    /// Refuses a commitment that breaks a rule of size, change or budget.
    package static func check(
        _ commitment: Commitment, by party: Agreement.Party, under agreement: Agreement, history: PartyHistory,
        at now: Int64
    ) throws {
        let rules = agreement.disclosure
        guard commitment.count <= party.cap else {
            throw Problem(.capExceeded, "The list has \(commitment.count) rows; \(party.id)'s cap is \(party.cap).")
        }
        if party.role == .suppression {
            try checkSuppression(commitment, party: party, rules: rules, history: history)
        } else if commitment.count < rules.minimumList {
            throw Problem(
                .listTooSmall, "The list has \(commitment.count) rows; the agreement's minimum is \(rules.minimumList)."
            )
        }
        let change = commitment.added + commitment.removed
        if commitment.previous != 0, change != 0, change < rules.minimumChange {
            throw Problem(
                .changeTooSmall,
                "The list differs from that of round \(commitment.previous) by \(change) rows; "
                    + "repeat it unchanged, or change at least \(rules.minimumChange).")
        }
        try checkBudget(count: commitment.count, of: party, rules: rules, history: history)
    }

    /// Refuses rows beyond the window's budget.
    package static func checkBudget(
        count: Int, of party: Agreement.Party, rules: Agreement.Disclosure, history: PartyHistory
    ) throws {
        let budget = rules.budgetFactor * party.cap
        guard history.rowsCharged + count <= budget else {
            let lapse = history.oldestCharge.flatMap { Timestamp(seconds: $0 + Int64(rules.windowDays) * 86_400) }
            let until = lapse.map { "; the oldest charge lapses at \($0)" } ?? ""
            throw Problem(
                .budgetExceeded,
                "\(party.id) was charged \(history.rowsCharged) rows in \(rules.windowDays) days; "
                    + "\(count) more exceed its budget of \(budget)\(until).")
        }
    }

    /// Whether a result may be told at all.
    package static func releases(members: Int, under agreement: Agreement) -> Bool {
        members >= max(agreement.disclosure.minimumResult, resultFloor)
    }

    /// A count as it is published.
    package static func coarse(_ count: Int) -> Int { count / Limits.countStep * Limits.countStep }

    private static func checkSuppression(
        _ commitment: Commitment, party: Agreement.Party, rules: Agreement.Disclosure, history: PartyHistory
    ) throws {
        guard !rules.allowShrunkSuppression else { return }
        guard commitment.count > 0 else {
            throw Problem(
                .suppressionShrunk, "\(party.id)'s suppression list is empty; the round cannot go on without it.")
        }
        if let last = history.lastCount, commitment.count < last - last / 10 {
            throw Problem(
                .suppressionShrunk,
                "\(party.id)'s suppression list shrank from \(last) to \(commitment.count) rows, "
                    + "more than 10 %; the agreement does not allow it.")
        }
    }
}
