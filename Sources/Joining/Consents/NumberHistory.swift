// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
package import Consent
package import CoordinatorClient
package import Home
import Messages
import Signing
package import Vocabulary

/// What a brand knows about one number: its records, the rounds that used it, and what was decided.
package struct NumberHistory: Sendable {
    /// One round whose list held the number.
    package struct Round: Sendable {
        package let round: HomeRound
        package let agreement: String
        /// Whether this home's party is the agreement's brand, which alone is told of decisions, segments and plans.
        package let isBrand: Bool
        /// Nil where the number did not match.
        package let handle: Handle?
        /// Nil where nothing is decided, or the number did not match.
        package let decision: StoredDecision?
        /// The policy packs that the decision rests on; none where there is none, or its statement cannot be read.
        package let policies: [PolicyReference]
        package let revocation: StoredRevocation?
        /// The coordinator's receipt for it; nil where none is here.
        package let receipt: RevocationReceipt?
        /// What the coordinator says; nil where it was not asked or the number did not match.
        package internal(set) var story: MemberStory?
        /// True where the coordinator has erased the round's members.
        package internal(set) var isErasedThere = false
    }

    /// What the register holds.
    package let register: RegisteredNumber
    package private(set) var rounds: [Round]

    /// Gathers what the home holds.
    package init(of digits: UInt64, in home: Home) throws {
        register = try RegisteredNumber(of: digits, in: home)
        let matches = try home.roundsWithMatches(of: digits)
        rounds = try home.roundsHolding(digits).map { round in
            let handle = matches.first { $0.round.id == round.id }?.handle
            let agreement = try home.agreement(round.agreement)?.agreement
            let revocation = try handle.flatMap { try home.revocation(of: $0, in: round.id) }
            let decision = try handle.flatMap { try home.decision(of: $0, in: round.id) }
            return Round(
                round: round, agreement: agreement?.name ?? String(round.agreement.hex.prefix(16)),
                isBrand: agreement.map { $0.brand?.id == home.party } ?? false, handle: handle, decision: decision,
                policies: decision.flatMap { try? Unverified<Decision>(parsing: $0.envelope).body.verdict.policies }
                    ?? [],
                revocation: revocation, receipt: try revocation?.readReceipt(), story: nil)
        }
    }

    /// Whether anything is known.
    package var isEmpty: Bool { register.isEmpty && rounds.isEmpty }

    /// The records that the lists of the rounds held, newest round last, each once.
    package static func listRecords(of digits: UInt64, in home: Home, rounds: [Round]) throws -> [ConsentRecord] {
        var records: [ConsentRecord] = []
        for round in rounds {
            var spool = try home.spooledRows(of: round.round.id)
            while let row = try spool.next() {
                guard row.digits == digits, let record = try RowPayload(parsing: row.payload).consent,
                    !records.contains(record)
                else { continue }
                records.append(record)
            }
        }
        return records
    }

    /// Asks the coordinator about each round in which the number matched; of one whose members it has erased it tells nothing.
    package mutating func ask(_ client: CoordinatorClient) async throws {
        for index in rounds.indices {
            guard let handle = rounds[index].handle, rounds[index].isBrand else { continue }
            do {
                rounds[index].story = try await client.member(handle, in: rounds[index].round.id)
            } catch let error as ClientError where error.problemCode == .membersErased {
                rounds[index].isErasedThere = true
            }
        }
    }
}
