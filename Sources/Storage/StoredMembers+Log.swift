// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
package import Consent
internal import FoundationEssentials
internal import GRDB
internal import Messages
internal import Signing
package import Vocabulary

extension StoredMembers {
    package func log(of agreement: AgreementID) throws -> LogChain {
        try database.read { try Self.head(of: agreement, in: $0).head }
    }

    package func latestMoment() throws -> Int64 {
        try database.read { try Int64.fetchOne($0, sql: "SELECT at FROM latest_moment") ?? 0 }
    }

    package func note(moment: Int64) throws {
        guard try latestMoment() < moment else { return }
        try database.write { try Self.note(moment, in: $0) }
    }

    package func append(_ batch: LogBatch) throws {
        try database.write { connection in
            let (agreement, head) = try Self.head(of: batch.agreement, in: connection)
            guard head == batch.log else { throw StorageError.stale }
            let round = try StoredRounds.row(of: batch.round, in: connection).integer("key")
            let insert = try connection.makeStatement(
                sql: """
                    INSERT INTO log_entry (agreement, sequence, round, kind, handle, allowed, at, envelope, hash)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for entry in batch.entries {
                let (handle, isAllowed) = Self.facts(of: entry)
                let envelope = entry.envelope
                try insert.execute(arguments: [
                    agreement, entry.sequence, round, type(of: entry.body).type, handle.map { Data($0.bytes) },
                    isAllowed, entry.at.seconds, Data(envelope), Data(LogChain.hash(of: envelope).bytes),
                ])
                try Self.note(entry.at.seconds, in: connection)
            }
            if let page = batch.page { try Self.insert(page, round: batch.round, connection) }
            try Self.insert(batch.members, round: round, connection)
            if let revoked = batch.revoked { try Self.revoke(revoked, round: round, of: agreement, in: connection) }
            if batch.endsDecisions { try Self.eraseUnused(ofRound: round, of: agreement, in: connection) }
        }
        // What was overwritten in the database must not live on in the log beside it.
        if batch.revoked != nil || batch.endsDecisions { database.forgetDeleted() }
    }

    package func entries(of agreement: AgreementID, after sequence: Int, limit: Int) throws -> [[UInt8]] {
        try database.read { connection in
            try Data.fetchAll(
                connection,
                sql: """
                    SELECT envelope FROM log_entry JOIN agreement ON agreement.key = log_entry.agreement
                    WHERE agreement.id = ? AND sequence > ? ORDER BY sequence LIMIT ?
                    """, arguments: [Data(agreement.bytes), sequence, limit]
            ).map { Array($0) }
        }
    }

    package func decision(of handle: Handle, in round: RoundID) throws -> [UInt8]? {
        try envelope("decision", handle, round)
    }

    package func receipt(of handle: Handle, in round: RoundID) throws -> [UInt8]? {
        try envelope("revocation-receipt", handle, round)
    }

    private func envelope(_ kind: String, _ handle: Handle, _ round: RoundID) throws -> [UInt8]? {
        try database.read { connection in
            let key = try StoredRounds.row(of: round, in: connection).integer("key")
            return try Data.fetchOne(
                connection, sql: "SELECT envelope FROM log_entry WHERE round = ? AND kind = ? AND handle = ?",
                arguments: [key, kind, Data(handle.bytes)]
            ).map { Array($0) }
        }
    }

    /// The key of an agreement, and where its log ends.
    private static func head(of agreement: AgreementID, in connection: Database) throws -> (key: Int64, head: LogChain)
    {
        guard
            let key = try Int64.fetchOne(
                connection, sql: "SELECT key FROM agreement WHERE id = ?", arguments: [Data(agreement.bytes)])
        else { throw Problem(.notFound, "There is no such agreement here.") }
        let last = try Row.fetchOne(
            connection, sql: "SELECT sequence, hash FROM log_entry WHERE agreement = ? ORDER BY sequence DESC LIMIT 1",
            arguments: [key])
        guard let last else { return (key, LogChain(of: agreement)) }
        guard let hash = Digest(bytes: try last.bytes("hash")) else { throw StorageError.damaged("a log entry's hash") }
        return (key, LogChain(of: agreement, sequence: Int(try last.integer("sequence")), hash: hash))
    }

    private static func facts(of entry: LogEntry) -> (handle: Handle?, isAllowed: Bool?) {
        switch entry {
        case .decision(let signed): (signed.body.handle, signed.body.verdict.outcome == .allowed)
        case .decided: (nil, nil)
        case .revocation(let signed): (signed.body.handle, nil)
        }
    }

    private static func revoke(
        _ revoked: LogBatch.Revoked, round: Int64, of agreement: Int64, in connection: Database
    ) throws {
        let handle = Data(revoked.handle.bytes)
        try connection.execute(
            sql: "INSERT INTO revocation (round, handle, envelope) VALUES (?, ?, ?)",
            arguments: [round, handle, Data(revoked.envelope)])
        try connection.execute(sql: "DELETE FROM member WHERE round = ? AND handle = ?", arguments: [round, handle])
        try connection.execute(
            sql: "DELETE FROM plan_message WHERE handle = ? AND plan IN (SELECT key FROM plan WHERE round = ?)",
            arguments: [handle, round])
        try eraseAttributes(of: revoked.handle, round: round, of: agreement, in: connection)
    }

    private static func note(_ moment: Int64, in connection: Database) throws {
        try connection.execute(sql: "UPDATE latest_moment SET at = max(at, ?)", arguments: [moment])
    }

    private static func insert(_ page: LogBatch.Page, round: RoundID, _ connection: Database) throws {
        let (key, position) = try place(of: page.party, in: round, connection)
        try connection.execute(
            sql: """
                INSERT INTO record_page (round, party, page, is_last, digest, last_handle) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key, position, page.page, page.isLast, Data(page.digest.bytes),
                page.lastHandle.map { Data($0.bytes) },
            ])
        let attribute = try connection.makeStatement(
            sql: "INSERT INTO attribute_row (round, party, member, attributes) VALUES (?, ?, ?, ?)")
        for row in page.attributes {
            try attribute.execute(arguments: [key, position, Int64(row.member), Data(row.json)])
        }
        let subject = try connection.makeStatement(sql: "INSERT INTO subject (digest, round) VALUES (?, ?)")
        for digest in page.subjects { try subject.execute(arguments: [Data(digest.bytes), key]) }
    }

    private static func insert(_ members: [AllowedMember], round: Int64, _ connection: Database) throws {
        let insert = try connection.makeStatement(
            sql: """
                INSERT INTO member (round, member, handle, channels, until, opens, closes) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for member in members {
            try insert.execute(arguments: [
                round, Int64(member.member), Data(member.handle.bytes),
                member.channels.map(\.rawValue).joined(separator: " "), member.until?.seconds, member.hours.from,
                member.hours.until,
            ])
        }
    }
}

extension LogBatch {
    /// Whether the batch ends the decisions of its round.
    fileprivate var endsDecisions: Bool {
        entries.contains { if case .decided = $0 { true } else { false } }
    }
}
