// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import GRDB
internal import Signing
package import Vocabulary

extension Home {
    /// Gives the last entry of an agreement's log that was verified here; nil before the first.
    ///
    /// It stays for ever, so that a log that was cut or rewritten is noticed.
    package func logHead(of agreement: AgreementID) throws -> LogHead? {
        try database.read { try logHead(of: agreement, in: $0) }
    }

    /// Carries the verified log of an agreement on, and stores what came with it, in one step or not at all.
    ///
    /// The caller has verified signatures, numbers and chain from `from` to `to`. Decisions and ends of rounds that are erased
    /// here, or that this home never had, are not kept; the log goes on all the same.
    ///
    /// - Parameter from: the stored head; where there is none, the head with number 0.
    /// - Returns: the decisions that were kept.
    /// - Throws: `HomeError.otherLogHead` where the stored head is another; `badLog` for an entry outside the range or of
    ///   another agreement's round, a second decision of a handle, and a second end of a round.
    @discardableResult
    package func advanceLog(
        of agreement: AgreementID, from: LogHead, to: LogHead, storing decisions: [StoredDecision] = [],
        decided ends: [StoredPhaseEnd] = []
    ) throws -> Int {
        try database.write { database in
            _ = try highest(agreement, in: database)
            let stored = try logHead(of: agreement, in: database)
            guard stored == from || (stored == nil && from.sequence == 0) else {
                throw HomeError.otherLogHead(agreement, stored: stored?.sequence ?? 0)
            }
            guard to.sequence > from.sequence else {
                throw HomeError.badLog(
                    agreement, sequence: to.sequence, problem: "it does not lie after those that were verified")
            }
            let part = LogPart(agreement: agreement, sequences: from.sequence + 1...to.sequence)
            var kept = 0
            for decision in decisions where try store(decision, of: part, in: database) { kept += 1 }
            for end in ends { try store(end, of: part, in: database) }
            try database.execute(
                sql: "INSERT INTO logHead (agreement, sequence, hash) VALUES (?, ?, ?) ON CONFLICT (agreement) "
                    + "DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
                arguments: [agreement.hex, to.sequence, to.hash.hex])
            return kept
        }
    }

    /// What is being carried on.
    private struct LogPart {
        let agreement: AgreementID
        let sequences: ClosedRange<Int>

        func refusal(_ sequence: Int, _ problem: String) -> HomeError {
            .badLog(agreement, sequence: sequence, problem: problem)
        }
    }

    private func logHead(of agreement: AgreementID, in database: Database) throws -> LogHead? {
        let row = try Row.fetchOne(
            database, sql: "SELECT sequence, hash FROM logHead WHERE agreement = ?", arguments: [agreement.hex])
        guard let row else { return nil }
        guard let hash = Digest(hex: row["hash"] as String) else {
            throw HomeError.damaged(path: layout.database, problem: "the head of a log cannot be read back")
        }
        return LogHead(sequence: row["sequence"], hash: hash)
    }

    /// Gives the key of the round to which an entry belongs; nil where nothing may be stored of it.
    private func openKey(
        of round: RoundID, sequence: Int, in part: LogPart, _ database: Database
    ) throws -> Int64? {
        guard part.sequences.contains(sequence) else {
            throw part.refusal(sequence, "it lies outside the part that was verified")
        }
        let statement = try database.cachedStatement(sql: "SELECT key, agreement, erased FROM round WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [round.hex]) else { return nil }
        guard row["agreement"] == part.agreement.hex else {
            throw part.refusal(sequence, "its round belongs to another agreement")
        }
        return row["erased"] ? nil : row["key"]
    }

    private func store(_ decision: StoredDecision, of part: LogPart, in database: Database) throws -> Bool {
        guard let key = try openKey(of: decision.round, sequence: decision.sequence, in: part, database) else {
            return false
        }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO decision (round, \(StoredDecision.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT DO NOTHING")
        try statement.execute(arguments: StatementArguments([key] + decision.values))
        guard database.changesCount == 1 else {
            throw part.refusal(decision.sequence, "its handle has been decided before")
        }
        return true
    }

    private func store(_ end: StoredPhaseEnd, of part: LogPart, in database: Database) throws {
        guard let key = try openKey(of: end.round, sequence: end.sequence, in: part, database) else { return }
        try database.execute(
            sql: """
                INSERT INTO memberPhase (round, endSequence, endAt, allowed, refused)
                VALUES (:round, :sequence, :at, :allowed, :refused)
                ON CONFLICT (round) DO UPDATE SET endSequence = excluded.endSequence, endAt = excluded.endAt,
                    allowed = excluded.allowed, refused = excluded.refused WHERE endSequence IS NULL
                """,
            arguments: [
                "round": key, "sequence": end.sequence, "at": end.at.seconds, "allowed": end.allowed,
                "refused": end.refused,
            ])
        guard database.changesCount == 1 else { throw part.refusal(end.sequence, "its round has been decided before") }
    }
}
