// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Vocabulary

extension Home {
    /// Keeps what this party is about to send as definitions of contexts; called before they are sent.
    ///
    /// Until it is known what became of them (`settleContexts`, `forgetContexts`), both they and those before may be in force.
    ///
    /// - Parameter definitions: names, each once, with the canonical bytes of their definitions.
    /// - Returns: the keys under which they are kept.
    package func keepContexts(
        _ definitions: [(name: String, body: [UInt8])], of agreement: AgreementID
    ) throws -> [Int64] {
        try database.write { database in
            try definitions.map { name, body in
                try database.execute(
                    sql: "INSERT INTO contextDefinition (agreement, name, body) VALUES (?, ?, ?)",
                    arguments: [agreement.hex, name, Blob.data(body)])
                return database.lastInsertedRowID
            }
        }
    }

    /// Forgets what those that the coordinator took replaced, and those that it removed.
    ///
    /// - Parameters:
    ///   - keys: of the definitions that were taken.
    ///   - removed: names that have no context any more.
    package func settleContexts(taken keys: [Int64], removed: [String], of agreement: AgreementID) throws {
        try database.write { database in
            for key in keys {
                // Not those with higher keys: another process may have sent them since.
                try database.execute(
                    sql: """
                        DELETE FROM contextDefinition WHERE agreement = :agreement AND key < :key
                            AND name = (SELECT name FROM contextDefinition WHERE key = :key)
                        """, arguments: ["agreement": agreement.hex, "key": key])
            }
            for name in removed {
                try database.execute(
                    sql: "DELETE FROM contextDefinition WHERE agreement = ? AND name = ?",
                    arguments: [agreement.hex, name])
            }
        }
    }

    /// Forgets definitions that the coordinator refused.
    package func forgetContexts(_ keys: [Int64]) throws {
        try database.write { database in
            for key in keys {
                try database.execute(sql: "DELETE FROM contextDefinition WHERE key = ?", arguments: [key])
            }
        }
    }

    /// Gives the definitions of a context that may be in force as far as this home knows, the newest first.
    ///
    /// They are the one that was taken last, and those whose fate is not known; none where it was not sent from here.
    package func contextDefinitions(named name: String, of agreement: AgreementID) throws -> [[UInt8]] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT body AS value FROM contextDefinition WHERE agreement = ? AND name = ? ORDER BY key DESC",
                arguments: [agreement.hex, name]
            ).compactMap { Blob.bytes(of: $0) }
        }
    }
}
