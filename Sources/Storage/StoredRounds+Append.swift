// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import FoundationEssentials
internal import GRDB
package import Matching
package import Messages
package import Signing
internal import Vocabulary

extension StoredRounds {
    package func append(
        _ event: RoundEvent, to round: Round, receipt: Signed<HopReceipt>?, charges: [RowCharge]
    ) throws {
        try database.write { connection in
            let key = try Self.advance(round, by: event, in: connection)
            try Self.insert(event, of: round, key: key, receipt: receipt, into: connection)
            for charge in charges {
                guard let identity = round.agreement.identity(of: charge.party) else {
                    throw Problem(.internal, "A charge names \(charge.party), no party of the round.")
                }
                try connection.execute(
                    sql: "INSERT INTO charge (round, identity, identity_set, rows, at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        key, Data(identity.bytes), Data(round.agreement.identitySet.bytes), charge.rows, charge.at,
                    ])
            }
        }
    }

    /// Moves a round on by one event, provided that it is where the caller saw it; returns its row's key.
    static func advance(_ round: Round, by event: RoundEvent, in connection: Database) throws -> Int64 {
        let row = try row(of: round.reference.round, in: connection)
        guard try row.integer("revision") == Int64(round.revision) else { throw StorageError.stale }
        let key = try row.integer("key")
        try connection.execute(
            sql: "UPDATE round SET revision = revision + 1, state = ? WHERE key = ?",
            arguments: [try state(of: round, after: event).rawValue, key])
        return key
    }

    static func insert(
        _ event: RoundEvent, of round: Round, key: Int64, receipt: Signed<HopReceipt>?, into connection: Database
    ) throws {
        let sequence = round.revision + 1
        let statement: (kind: String, signer: String?, envelope: [UInt8]?)
        switch event {
        case .stored(let chunk):
            try insert(chunk, receipt: receipt, key: key, sequence: sequence, into: connection)
            return
        case .committed(let signed): statement = ("commitment", signed.body.from.name, signed.bytes)
        case .agreed(let signed): statement = ("transcript", signed.body.from.name, signed.bytes)
        case .finished(let signed): statement = ("result", signed.body.from.name, signed.bytes)
        case .stopped(let signed): statement = ("stop", signed.body.from.name, signed.bytes)
        case .expired: statement = ("expired", nil, nil)
        }
        do {
            try connection.execute(
                sql: "INSERT INTO statement (round, sequence, kind, signer, envelope) VALUES (?, ?, ?, ?, ?)",
                arguments: [key, sequence, statement.kind, statement.signer, statement.envelope.map { Data($0) }])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Problem(.conflict, "The round holds another statement in the place of this \(statement.kind).")
        }
    }

    private static func insert(
        _ chunk: RoundEvent.StoredChunk, receipt: Signed<HopReceipt>?, key: Int64, sequence: Int,
        into connection: Database
    ) throws {
        let place = chunk.place
        do {
            try connection.execute(
                sql: """
                    INSERT INTO chunk (round, list, hop, chunk, sequence, digest, last_element, receipt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key, place.list.name, place.hop, place.chunk, sequence, Data(chunk.digest.bytes),
                    chunk.last.map { Data($0.bytes) }, receipt.map { Data($0.bytes) },
                ])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Problem(
                .conflict, "Another output of hop \(place.hop), chunk \(place.chunk) is stored already.")
        }
    }

    /// The state that an event leads to; a chunk changes none, and is not worth a copy of the board.
    private static func state(of round: Round, after event: RoundEvent) throws -> RoundState {
        if case .stored = event { return round.state }
        var next = round
        try next.apply(event)
        return next.state
    }
}
