// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import GRDB
internal import Messages
internal import Signing
internal import Vocabulary

extension StateReport {
    /// Looks at the database and the columns' folder; changes nothing.
    package init(of database: StateDatabase, columns folder: String) throws {
        let enrolment = StoredEnrolment(database)
        (agreements, rounds) = try database.read { connection in
            (try Self.agreements(in: connection), try Self.rounds(in: connection))
        }
        parties = try enrolment.parties().map {
            PartyEntry(id: $0.id, enrolledAt: $0.enrolledAt, certificateExpires: $0.certificateExpires)
        }
        invites = try enrolment.invites().filter { $0.use == nil }
            .map { InviteEntry(party: $0.party, expires: $0.expires) }
        databaseBytes = try ["", "-wal", "-shm"].reduce(0) { try $0 + PrivateFile.byteCount(database.path + $1) }
        columnBytes = try ColumnFiles.byteCount(in: folder)
    }

    private static func agreements(in connection: Database) throws -> [AgreementEntry] {
        try Row.fetchAll(connection, sql: "SELECT key, id, name FROM agreement ORDER BY key").map { row in
            let parties = try Row.fetchAll(
                connection,
                sql:
                    "SELECT party, acceptance IS NOT NULL AS signed FROM agreement_party WHERE agreement = ? ORDER BY position",
                arguments: [try row.integer("key")])
            guard let id = AgreementID(bytes: try row.bytes("id")) else {
                throw StorageError.damaged("an agreement's id")
            }
            return AgreementEntry(
                id: id, name: try row.text("name"),
                signed: try parties.filter { try $0.integer("signed") == 1 }.map(party),
                missing: try parties.filter { try $0.integer("signed") == 0 }.map(party))
        }
    }

    private static func party(_ row: Row) throws -> PartyID {
        guard let party = PartyID(try row.text("party")) else { throw StorageError.damaged("a party's name") }
        return party
    }

    private static func rounds(in connection: Database) throws -> [RoundEntry] {
        let sql = """
            SELECT round.*, agreement.id AS agreement_id,
                (SELECT count(*) FROM agreement_party WHERE agreement = agreement.key) AS parties,
                (SELECT count(*) FROM statement WHERE round = round.key AND kind = 'commitment') AS committed,
                (SELECT count(*) FROM statement WHERE round = round.key AND kind = 'transcript') AS agreed,
                (SELECT count(*) FROM chunk WHERE round = round.key) AS chunks,
                EXISTS (SELECT 1 FROM result_block WHERE round = round.key) AS holds_rows,
                (SELECT count(*) FROM log_entry WHERE round = round.key AND kind = 'decision') AS decisions,
                (SELECT count(*) FROM log_entry WHERE round = round.key AND kind = 'decided') AS is_decided,
                (SELECT count(*) FROM log_entry WHERE round = round.key AND kind = 'revocation-receipt') AS revocations
            FROM round JOIN agreement ON agreement.key = round.agreement ORDER BY round.opened_at DESC, round.key DESC
            """
        return try Row.fetchAll(connection, sql: sql).map { row in
            guard let agreement = AgreementID(bytes: try row.bytes("agreement_id")),
                let id = RoundID(bytes: try row.bytes("id")),
                let number = UInt32(exactly: try row.integer("number")),
                let state = RoundState(rawValue: try row.text("state"))
            else { throw StorageError.damaged("a round's identifiers cannot be read back") }
            return RoundEntry(
                agreement: agreement, id: id, number: number, state: state, openedAt: try row.integer("opened_at"),
                parties: Int(try row.integer("parties")), committed: Int(try row.integer("committed")),
                agreed: Int(try row.integer("agreed")), chunksDone: Int(try row.integer("chunks")),
                repeatedChunks: Int(try row.integer("repeated_chunks")), holdsRows: try row.integer("holds_rows") == 1,
                decisions: Int(try row.integer("decisions")), isDecided: try row.integer("is_decided") == 1,
                revocations: Int(try row.integer("revocations")))
        }
    }
}
