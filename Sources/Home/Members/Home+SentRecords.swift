// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import GRDB
package import Vocabulary

extension Home {
    /// Notes what is about to be sent about rows of a round; durable when this returns, and before any of it is sent.
    ///
    /// What was noted before stays: an answer may have been lost, and the register may say something else by now.
    ///
    /// - Throws: `HomeError.wrongStep` before the result, `erased` after retention.
    package func noteSent(_ records: [SentRecord], of round: RoundID) throws {
        try database.write { database in
            let key = try keyOfMembers(of: round, in: database)
            let insert = try database.cachedStatement(
                sql: "INSERT INTO sentRecord (round, handle, subject, record) VALUES (?, ?, ?, ?) "
                    + "ON CONFLICT DO NOTHING")
            for record in records {
                try insert.execute(arguments: [
                    key, Blob.data(record.handle.bytes), Blob.data(record.subject.bytes),
                    Blob.data(record.record.bytes),
                ])
            }
        }
    }

    /// Gives what was noted about some rows of a round; nothing of a round that is erased or not known here.
    package func sentRecords(of handles: [Handle], in round: RoundID) throws -> [Handle: [SentRecord]] {
        try database.read { database in
            let query = try database.cachedStatement(
                sql: "SELECT subject, record FROM sentRecord "
                    + "WHERE round = (SELECT key FROM round WHERE id = ?) AND handle = ?")
            var sent: [Handle: [SentRecord]] = [:]
            for handle in handles {
                let rows = try Row.fetchAll(query, arguments: [round.hex, Blob.data(handle.bytes)])
                guard !rows.isEmpty else { continue }
                sent[handle] = try rows.map { row in
                    guard let subject = Digest(bytes: Blob.bytes(row["subject"])),
                        let record = Digest(bytes: Blob.bytes(row["record"]))
                    else {
                        throw HomeError.damaged(path: layout.database, problem: "a sent record cannot be read back")
                    }
                    return SentRecord(handle: handle, subject: subject, record: record)
                }
            }
            return sent
        }
    }

    /// Counts the stored decisions of a round; nothing of a round that is erased or not known here.
    package func decisionCounts(of round: RoundID) throws -> (allowed: Int, refused: Int) {
        try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT count(*) AS total, coalesce(sum(isAllowed), 0) AS allowed FROM decision "
                    + "WHERE round = (SELECT key FROM round WHERE id = ?)",
                arguments: [round.hex])
            let allowed: Int = row?["allowed"] ?? 0
            let total: Int = row?["total"] ?? 0
            return (allowed, total - allowed)
        }
    }
}
