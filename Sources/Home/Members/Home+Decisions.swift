// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Vocabulary

extension Home {
    /// Gives the decision about one row; nil where there is none, which allows nothing.
    ///
    /// - Throws: `HomeError.erased` after retention.
    package func decision(of handle: Handle, in round: RoundID) throws -> StoredDecision? {
        try database.read { database in
            try checkDecisions(of: round, in: database)
            return try Row.fetchOne(
                database,
                sql: "SELECT \(StoredDecision.columns) FROM decision "
                    + "WHERE round = (SELECT key FROM round WHERE id = ?) AND handle = ?",
                arguments: [round.hex, Blob.data(handle.bytes)]
            ).map { try read($0, of: round) }
        }
    }

    /// Opens the decisions of a round at their start.
    ///
    /// - Throws: `HomeError.erased` after retention.
    package func decisions(of round: RoundID) throws -> DecisionReader {
        try database.read { try checkDecisions(of: round, in: $0) }
        return DecisionReader(self, round: round)
    }

    func decisions(of round: RoundID, after handle: [UInt8], count: Int) throws -> [StoredDecision] {
        try database.read { database in
            try checkDecisions(of: round, in: database)
            return try Row.fetchAll(
                database,
                sql: "SELECT \(StoredDecision.columns) FROM decision "
                    + "WHERE round = (SELECT key FROM round WHERE id = ?) AND handle > ? ORDER BY handle LIMIT ?",
                arguments: [round.hex, Blob.data(handle), count]
            ).map { try read($0, of: round) }
        }
    }

    private func checkDecisions(of round: RoundID, in database: Database) throws {
        guard try !known(round, in: database).isErased else { throw HomeError.erased(round, what: "the decisions") }
    }

    private func read(_ row: Row, of round: RoundID) throws -> StoredDecision {
        guard let decision = StoredDecision(row: row, round: round) else {
            throw HomeError.damaged(path: layout.database, problem: "a decision cannot be read back")
        }
        return decision
    }
}
