// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Messages
package import Signing
package import Vocabulary

/// When the next round of an agreement may open (protocol/v1/matching.md §5 and §6).
package struct RoundSchedule: Sendable {
    package let agreement: Agreement
    /// The newest round: number, whether it is over, and when it was opened; nil where there is none.
    package let newest: Newest?
    /// Rounds that the same set of identity keys opened within the window, over all its agreements.
    package let roundsInWindow: Int

    /// The newest round of an agreement.
    package struct Newest: Sendable {
        package let number: UInt32
        package let isFinal: Bool
        /// Seconds since 1970.
        package let openedAt: Int64

        package init(number: UInt32, isFinal: Bool, openedAt: Int64) {
            self.number = number
            self.isFinal = isFinal
            self.openedAt = openedAt
        }
    }

    package init(agreement: Agreement, newest: Newest?, roundsInWindow: Int) {
        self.agreement = agreement
        self.newest = newest
        self.roundsInWindow = roundsInWindow
    }

    /// The number that a new round gets; refused while the rules forbid one.
    package func nextNumber(at now: Int64) throws -> UInt32 {
        guard let moment = Timestamp(seconds: now), agreement.validity.contains(moment) else {
            throw Problem(
                .wrongState,
                "The agreement is valid from \(agreement.validity.from) until \(agreement.validity.until); "
                    + "no round opens outside.")
        }
        let number = (newest?.number ?? 0) + 1
        guard number <= agreement.rounds.maximum else {
            throw Problem(.budgetExceeded, "The agreement allows \(agreement.rounds.maximum) rounds; all were opened.")
        }
        if let newest {
            guard newest.isFinal else { throw Problem(.roundOpen, "Round \(newest.number) is still open.") }
            let earliest = newest.openedAt + Int64(agreement.rounds.intervalHours) * 3600
            guard now >= earliest else {
                throw Problem(
                    .tooEarly,
                    "Rounds are at least \(agreement.rounds.intervalHours) h apart; "
                        + "the next may open in \((earliest - now + 59) / 60) min.")
            }
        }
        guard roundsInWindow < agreement.disclosure.budgetRounds else {
            throw Problem(
                .budgetExceeded,
                "These parties opened \(roundsInWindow) rounds in \(agreement.disclosure.windowDays) days; "
                    + "the agreement allows \(agreement.disclosure.budgetRounds).")
        }
        return number
    }

    /// Checks a request to open a round and verifies it; its number is the new round's.
    package func admit(
        _ statement: Unverified<RoundOpening>, from caller: PartyID, at now: Int64
    ) throws -> Signed<RoundOpening> {
        let opening = statement.body
        guard opening.from == caller else {
            throw Problem(.wrongParty, "The statement is from \(opening.from), the certificate is \(caller)'s.")
        }
        guard let party = agreement.party(caller) else {
            throw Problem(.wrongParty, "\(caller) is not a party of this agreement.")
        }
        guard agreement.learnsMatchedRows(caller) else {
            throw Problem(
                .notEntitled, "\(caller) does not learn matched rows under this agreement and opens no rounds.")
        }
        guard let signed = try? statement.verified(by: party.key) else {
            throw Problem(.badSignature, "The round-opening statement does not verify under \(caller)'s key.")
        }
        let number = try nextNumber(at: now)
        guard opening.number == number,
            opening.reference == RoundReference(agreement: agreement.id, round: agreement.roundID(number))
        else { throw Problem(.wrongRound, "The next round is number \(number).") }
        return signed
    }
}
