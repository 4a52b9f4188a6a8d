// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite
package import Matching
internal import Messages
internal import Signing
package import Vocabulary

extension StoredRounds {
    package func finish(_ outcome: RoundOutcome, of round: Round, at now: Int64) throws {
        let event = RoundEvent.finished(outcome.manifest)
        try database.write { connection in
            let key = try Self.advance(round, by: event, in: connection)
            try Self.insert(event, of: round, key: key, receipt: nil, into: connection)
            try connection.execute(sql: "UPDATE round SET finished_at = ? WHERE key = ?", arguments: [now, key])
            for rows in outcome.rows {
                try Self.insert(rows, position: try round.position(of: rows.party), key: key, into: connection)
            }
        }
    }

    package func rows(of party: PartyID, in round: RoundID, page: Int) throws -> [UInt8] {
        try database.read { connection in
            let row = try Self.row(of: round, in: connection)
            let key = try row.integer("key")
            guard
                let position = try Int.fetchOne(
                    connection, sql: "SELECT position FROM agreement_party WHERE agreement = ? AND party = ?",
                    arguments: [try row.integer("agreement"), party.name]),
                let first = try Data.fetchOne(
                    connection, sql: "SELECT first_handle FROM result_page WHERE round = ? AND party = ? AND page = ?",
                    arguments: [key, position, page])
            else { throw Problem(.notFound, "\(party) has no page \(page) of row records in this round.") }
            let records = try Row.fetchCursor(
                connection,
                sql: """
                    SELECT handle, position FROM result_row WHERE round = ? AND party = ? AND handle >= ?
                    ORDER BY handle LIMIT \(Limits.chunkRows)
                    """, arguments: [key, position, first])
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Limits.chunkRows * RowRecord.width)
            while let record = try records.next() {
                try record.withUnsafeData(atIndex: 0) { handle in
                    guard let handle, handle.count == 16 else { throw StorageError.damaged("a row's handle") }
                    bytes.append(contentsOf: handle)
                }
                guard let position = UInt32(exactly: record[1] as Int64) else {
                    throw StorageError.damaged("a row's position")
                }
                withUnsafeBytes(of: position.bigEndian) { bytes.append(contentsOf: $0) }
            }
            return bytes
        }
    }

    package func eraseRows(endedBefore moment: Int64, of agreement: AgreementID) throws -> Int {
        let erased = try database.write { connection in
            let due = try Int64.fetchAll(
                connection,
                sql: """
                    SELECT round.key FROM round JOIN agreement ON agreement.key = round.agreement
                    WHERE agreement.id = ? AND state = 'matched' AND finished_at <= ? AND NOT rows_erased
                    """, arguments: [Data(agreement.bytes), moment])
            for key in due {
                try connection.execute(sql: "DELETE FROM result_row WHERE round = ?", arguments: [key])
                try connection.execute(sql: "DELETE FROM result_page WHERE round = ?", arguments: [key])
                try StoredMembers.erase(ofRound: key, in: connection)
                try connection.execute(sql: "UPDATE round SET rows_erased = 1 WHERE key = ?", arguments: [key])
            }
            return due.count
        }
        // What was overwritten in the database must not live on in the log beside it.
        if erased > 0 { database.forgetDeleted() }
        return erased
    }

    /// Inserts in handle order, which appends to the table instead of searching it.
    ///
    /// Millions of rows: bound through SQLite itself, because a value of GRDB's for each would triple the time.
    private static func insert(
        _ rows: MatchedRows, position: Int, key: Int64, into connection: Database
    ) throws {
        let page = try connection.makeStatement(
            sql: "INSERT INTO result_page (round, party, page, first_handle) VALUES (?, ?, ?, ?)")
        let row = try connection.makeStatement(
            sql: "INSERT INTO result_row (round, party, handle, position, member) VALUES (?, ?, ?, ?, ?)")
        let insert = row.sqliteStatement
        sqlite3_bind_int64(insert, 1, key)
        sqlite3_bind_int64(insert, 2, Int64(position))
        for (index, record) in rows.records.enumerated() {
            sqlite3_bind_int64(insert, 4, Int64(record.position))
            sqlite3_bind_int64(insert, 5, Int64(rows.members[index]))
            let code = withUnsafeBytes(of: (record.handle.high.bigEndian, record.handle.low.bigEndian)) { handle in
                // The bytes outlive the step, so that SQLite need not copy them.
                sqlite3_bind_blob(insert, 3, handle.baseAddress, CInt(handle.count), nil)
                return sqlite3_step(insert)
            }
            sqlite3_reset(insert)
            guard code == SQLITE_DONE else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection.sqliteConnection)),
                    message: connection.lastErrorMessage)
            }
            if index.isMultiple(of: Limits.chunkRows) {
                try page.execute(arguments: [key, position, index / Limits.chunkRows, Data(record.handle.bytes)])
            }
        }
    }
}
