// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import GRDB
package import Signing
package import Vocabulary

extension Home {
    /// Erases what is left of rounds whose retention has ended, and ends prepared rounds that their agreement outlived.
    ///
    /// Row map, rows, spool, salts, decisions and revocations go. Numbers of rounds, charges, commitments, manifests and
    /// heads of logs stay; evidence stays until the user removes it.
    ///
    /// - Returns: the rounds of which something was erased.
    @discardableResult
    package func eraseAfterRetention(at now: Timestamp) throws -> [RoundID] {
        let due = try rounds().filter { round in
            guard let eraseAt = round.eraseAt else { return false }
            return round.step == .finished && !round.isErased && eraseAt <= now
        }
        try database.write { database in
            for round in due {
                try database.execute(sql: "UPDATE round SET erased = 1 WHERE id = ?", arguments: [round.id.hex])
                try forgetHopInputs(of: round.id, in: database)
                try forgetMembers(of: round.id, in: database)
            }
        }
        for round in due {
            try layout.round(round.id).eraseAll()
            try eraseSecrets(of: round.id)
        }
        if !due.isEmpty { try database.overwriteDeleted() }
        return try due.map(\.id) + endUnusedRounds(at: now)
    }

    /// No round opens after an agreement's validity, and none lasts longer than its deadline.
    private func endUnusedRounds(at now: Timestamp) throws -> [RoundID] {
        var last: [AgreementID: Int64] = [:]
        for stored in try agreements() {
            let agreement = stored.agreement
            last[agreement.id] = agreement.validity.until.seconds + Int64(agreement.rounds.deadlineHours) * 3600
        }
        let unused = try rounds().filter { round in
            guard !round.step.isFinal, let last = last[round.agreement] else { return false }
            return last < now.seconds
        }
        for round in unused { try end(round.id, .unused, at: now) }
        return unused.map(\.id)
    }
}
