// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Signing
package import Vocabulary

extension Home {
    /// Gives how far this party got with its records of a round.
    ///
    /// - Throws: `HomeError.erased` after retention.
    package func memberPhase(of round: RoundID) throws -> MemberPhase {
        try database.read { database in
            guard try !known(round, in: database).isErased else {
                throw HomeError.erased(round, what: "the state of the records")
            }
            return try memberPhase(of: round, in: database)
        }
    }

    /// Notes that the coordinator accepted a page of records; a page that was noted before changes nothing.
    ///
    /// - Throws: `HomeError.pageOutOfOrder` for a page that is not the next one, or that follows the last; `wrongStep` before
    ///   the result, `erased` after retention.
    package func markPageSent(_ page: Int, isLast: Bool, of round: RoundID) throws {
        try database.write { database in
            let key = try keyOfMembers(of: round, in: database)
            let phase = try memberPhase(of: round, in: database)
            let isRepeated = (0..<phase.nextPage).contains(page)
            if isRepeated, !isLast || (phase.isComplete && page == phase.nextPage - 1) { return }
            guard page == phase.nextPage, !phase.isComplete else {
                throw HomeError.pageOutOfOrder(round, page: page, next: phase.nextPage)
            }
            try database.execute(
                sql: "INSERT INTO memberPhase (round, nextPage, isComplete) VALUES (:round, :next, :isLast) "
                    + "ON CONFLICT (round) DO UPDATE SET nextPage = excluded.nextPage, isComplete = excluded.isComplete",
                arguments: ["round": key, "next": page + 1, "isLast": isLast])
        }
    }

    /// Gives the key of a round whose members are known and not erased.
    func keyOfMembers(of round: RoundID, in database: Database) throws -> Int64 {
        let record = try known(round, in: database)
        guard !record.isErased else { throw HomeError.erased(round, what: "what follows the match") }
        guard record.step == .finished else { throw HomeError.wrongStep(round, record.step) }
        return try key(of: round, in: database)
    }

    func memberPhase(of round: RoundID, in database: Database) throws -> MemberPhase {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT nextPage, isComplete, endSequence, endAt, allowed, refused FROM memberPhase "
                + "WHERE round = (SELECT key FROM round WHERE id = ?)",
            arguments: [round.hex])
        guard let row else { return MemberPhase(nextPage: 0, isComplete: false, end: nil) }
        let end = (row["endAt"] as Int64?).flatMap { Timestamp(seconds: $0) }.map { at in
            StoredPhaseEnd(
                round: round, sequence: row["endSequence"], at: at, allowed: row["allowed"], refused: row["refused"])
        }
        return MemberPhase(nextPage: row["nextPage"], isComplete: row["isComplete"], end: end)
    }

    /// Forgets everything that a round's members left in the database.
    func forgetMembers(of round: RoundID, in database: Database) throws {
        for table in ["spool", "memberPhase", "decision", "revocation"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE round = (SELECT key FROM round WHERE id = ?)", arguments: [round.hex])
        }
    }
}
