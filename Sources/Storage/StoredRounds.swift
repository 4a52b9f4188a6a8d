// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Columns
internal import FoundationEssentials
internal import GRDB
package import Matching
package import Messages
package import Signing
package import Vocabulary

/// Rounds in the state database: each statement as the bytes of its envelope, each chunk by place and digest.
package struct StoredRounds: RoundStore {
    let database: StateDatabase

    package init(_ database: StateDatabase) { self.database = database }

    package func rounds(of agreement: AgreementID) throws -> [StoredRound] {
        try list("agreement.id = ? ORDER BY round.number DESC", [Data(agreement.bytes)])
    }

    package func round(_ id: RoundID) throws -> StoredRound? {
        try list("round.id = ?", [Data(id.bytes)]).first
    }

    package func openRounds() throws -> [StoredRound] {
        try list("round.state IN ('gathering', 'ring') ORDER BY round.key", [])
    }

    package func open(_ round: StoredRound, under agreement: Agreement, opening: Signed<RoundOpening>?) throws {
        try database.write { connection in
            guard
                let key = try Int64.fetchOne(
                    connection, sql: "SELECT key FROM agreement WHERE id = ?", arguments: [Data(agreement.id.bytes)])
            else { throw Problem(.notFound, "The round's agreement is not stored.") }
            let present = try Row.fetchAll(
                connection, sql: "SELECT number, state FROM round WHERE agreement = ?", arguments: [key])
            for row in present {
                guard try RoundState(rawValue: row.text("state"))?.isFinal == true else {
                    throw Problem(.roundOpen, "Round \(try row.integer("number")) is still open.")
                }
                guard try row.integer("number") != Int64(round.number) else {
                    throw Problem(.conflict, "Round \(round.number) of the agreement exists already.")
                }
            }
            try connection.execute(
                sql: """
                    INSERT INTO round (id, agreement, number, identity_set, opening, opened_at, state)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(round.reference.round.bytes), key, round.number, Data(agreement.identitySet.bytes),
                    opening.map { Data($0.bytes) }, round.openedAt, round.state.rawValue,
                ])
        }
    }

    package func countRepeatedChunk(in round: RoundID) throws {
        try database.write { connection in
            try connection.execute(
                sql: "UPDATE round SET repeated_chunks = repeated_chunks + 1 WHERE id = ?",
                arguments: [Data(round.bytes)])
        }
    }

    package func history(of identity: PublicIdentity, identitySet: Digest, since: Int64) throws -> PartyHistory {
        try database.read { connection in
            let arguments: StatementArguments = [Data(identitySet.bytes), Data(identity.bytes), since]
            let window = try Row.fetchOne(
                connection,
                sql: """
                    SELECT coalesce(sum(rows), 0) AS charged, coalesce(min(at), -1) AS oldest FROM charge
                    WHERE identity_set = ? AND identity = ? AND at > ?
                    """, arguments: arguments)
            let last = try Int.fetchOne(
                connection,
                sql: """
                    SELECT rows FROM charge WHERE identity_set = ? AND identity = ? ORDER BY at DESC, round DESC LIMIT 1
                    """, arguments: [Data(identitySet.bytes), Data(identity.bytes)])
            let oldest = try window?.integer("oldest") ?? -1
            return PartyHistory(
                rowsCharged: Int(try window?.integer("charged") ?? 0), lastCount: last,
                oldestCharge: oldest < 0 ? nil : oldest)
        }
    }

    package func roundsOpened(identitySet: Digest, since: Int64) throws -> Int {
        try database.read { connection in
            try Int.fetchOne(
                connection, sql: "SELECT count(*) FROM round WHERE identity_set = ? AND opened_at > ?",
                arguments: [Data(identitySet.bytes), since]) ?? 0
        }
    }

    /// The row of a round, by identifier.
    static func row(of round: RoundID, in connection: Database) throws -> Row {
        guard
            let row = try Row.fetchOne(
                connection, sql: "SELECT * FROM round WHERE id = ?", arguments: [Data(round.bytes)])
        else { throw Problem(.notFound, "There is no such round here.") }
        return row
    }

    private func list(_ condition: String, _ arguments: StatementArguments) throws -> [StoredRound] {
        try database.read { connection in
            try Row.fetchAll(
                connection,
                sql: """
                    SELECT round.*, agreement.id AS agreement_id FROM round JOIN agreement ON agreement.key = round.agreement
                    WHERE \(condition)
                    """, arguments: arguments
            ).map(Self.storedRound)
        }
    }

    private static func storedRound(_ row: Row) throws -> StoredRound {
        guard let agreement = AgreementID(bytes: try row.bytes("agreement_id")),
            let round = RoundID(bytes: try row.bytes("id")), let number = UInt32(exactly: try row.integer("number")),
            let state = RoundState(rawValue: try row.text("state"))
        else { throw StorageError.damaged("a round's identifiers cannot be read back") }
        return StoredRound(
            reference: RoundReference(agreement: agreement, round: round), number: number,
            openedAt: try row.integer("opened_at"), state: state)
    }
}
