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

    /// Notes that the coordinator has all records of this party; a second time changes nothing.
    ///
    /// Where to go on before that, the coordinator says (protocol/v1/consent.md §3).
    ///
    /// - Throws: `HomeError.wrongStep` before the result, `erased` after retention.
    package func markRecordsSent(of round: RoundID) throws {
        try database.write { database in
            try database.execute(
                sql: "INSERT INTO memberPhase (round, isComplete) VALUES (?, 1) "
                    + "ON CONFLICT (round) DO UPDATE SET isComplete = 1",
                arguments: [try keyOfMembers(of: round, in: database)])
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
            sql: "SELECT isComplete, endSequence, endAt, allowed, refused FROM memberPhase "
                + "WHERE round = (SELECT key FROM round WHERE id = ?)",
            arguments: [round.hex])
        guard let row else { return MemberPhase(isComplete: false, end: nil) }
        let end = (row["endAt"] as Int64?).flatMap { Timestamp(seconds: $0) }.map { at in
            StoredPhaseEnd(
                round: round, sequence: row["endSequence"], at: at, allowed: row["allowed"], refused: row["refused"])
        }
        return MemberPhase(isComplete: row["isComplete"], end: end)
    }

    /// Forgets everything that a round's members left in the database.
    func forgetMembers(of round: RoundID, in database: Database) throws {
        for table in ["spool", "memberPhase", "decision", "revocation", "sentRecord"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE round = (SELECT key FROM round WHERE id = ?)", arguments: [round.hex])
        }
    }
}
