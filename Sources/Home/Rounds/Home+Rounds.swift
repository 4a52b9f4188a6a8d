// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Secrets
package import Signing
package import Vocabulary

extension Home {
    /// Gives every round, or those of one agreement, by agreement and number.
    package func rounds(of agreement: AgreementID? = nil) throws -> [HomeRound] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \(HomeRound.columns) FROM round WHERE :agreement IS NULL OR agreement = :agreement "
                    + "ORDER BY agreement, number",
                arguments: ["agreement": agreement?.hex])
        }.map { try read($0) }
    }

    /// Gives a round; nil where nothing of it counts here.
    package func round(_ id: RoundID) throws -> HomeRound? {
        try database.read { try find(id, in: $0) }
    }

    /// Gives a round by number; nil where nothing of it counts here.
    package func round(of agreement: AgreementID, number: UInt32) throws -> HomeRound? {
        try round(RoundID(agreement: agreement, number: number))
    }

    /// Gives the highest number for which this home drew, or was about to draw, a key; 0 before the first.
    package func highestRound(of agreement: AgreementID) throws -> UInt32 {
        try database.read { try highest(agreement, in: $0) }
    }

    /// Gives the last round with a result under an agreement; nil before the first.
    package func lastFinishedRound(of agreement: AgreementID) throws -> HomeRound? {
        try rounds(of: agreement).last { $0.step == .finished }
    }

    /// Gives the signed commitment's envelope, byte for byte.
    package func commitment(of round: RoundID) throws -> [UInt8] {
        try blob("commitment", of: round) ?? []
    }

    /// Gives the signed transcript's envelope; nil before `agree`.
    package func transcriptStatement(of round: RoundID) throws -> [UInt8]? { try blob("agreed", of: round) }

    /// Gives the result manifest's envelope; nil before `finish`.
    package func manifest(of round: RoundID) throws -> [UInt8]? { try blob("manifest", of: round) }

    /// Gives the summary that the caller stored with the prepared round.
    package func summary(of round: RoundID) throws -> JSONValue {
        try JSONValue(parsing: blob("summary", of: round) ?? [])
    }

    /// Opens the scalar k.
    ///
    /// - Throws: `HomeError.erased` when the round is over.
    package func secret(of round: RoundID) throws -> SecretBytes {
        try folderWithSecrets(of: round).openSecret()
    }

    /// Opens the list for upload.
    ///
    /// - Throws: `HomeError.erased` when the round is over.
    package func column(of round: RoundID) throws -> ColumnFile {
        let folder = try folderWithSecrets(of: round)
        return try ColumnFile(path: folder.column, count: known(round).count)
    }

    /// Opens the row map at its start.
    ///
    /// - Throws: `HomeError.erased` after retention, or when the round ended without a result.
    package func rowMap(of round: RoundID) throws -> RowMapReader {
        let record = try known(round)
        guard !record.isErased else { throw HomeError.erased(round, what: "the row map") }
        return try RowMapReader(layout.round(round), count: record.count)
    }

    /// Notes that the blinded list was written to a file outside the home, where nothing here can erase it.
    package func markFileWritten(of round: RoundID) throws {
        try database.write { database in
            _ = try known(round, in: database)
            try database.execute(sql: "UPDATE round SET wroteFile = 1 WHERE id = ?", arguments: [round.hex])
        }
    }

    func known(_ id: RoundID) throws -> HomeRound { try database.read { try known(id, in: $0) } }

    func known(_ id: RoundID, in database: Database) throws -> HomeRound {
        guard let round = try find(id, in: database) else { throw HomeError.noRound(id) }
        return round
    }

    /// Gives the key of a round in the database.
    func key(of round: RoundID, in database: Database) throws -> Int64 {
        guard
            let key = try Int64.fetchOne(database, sql: "SELECT key FROM round WHERE id = ?", arguments: [round.hex])
        else { throw HomeError.noRound(round) }
        return key
    }

    func highest(_ agreement: AgreementID, in database: Database) throws -> UInt32 {
        guard
            let highest = try Int64.fetchOne(
                database, sql: "SELECT highestRound FROM agreement WHERE id = ?", arguments: [agreement.hex])
        else { throw HomeError.noAgreement(String(agreement.hex.prefix(16))) }
        return UInt32(clamping: highest)
    }

    private func find(_ id: RoundID, in database: Database) throws -> HomeRound? {
        try Row.fetchOne(
            database, sql: "SELECT \(HomeRound.columns) FROM round WHERE id = ?", arguments: [id.hex]
        ).map { try read($0) }
    }

    private func read(_ row: Row) throws -> HomeRound {
        guard let round = HomeRound(row: row) else {
            throw HomeError.damaged(path: layout.database, problem: "a round cannot be read back")
        }
        return round
    }

    private func blob(_ column: String, of round: RoundID) throws -> [UInt8]? {
        try database.read { database in
            _ = try known(round, in: database)
            return try Row.fetchOne(
                database, sql: "SELECT \(column) AS value FROM round WHERE id = ?", arguments: [round.hex]
            ).flatMap { Blob.bytes(of: $0) }
        }
    }

    private func folderWithSecrets(of round: RoundID) throws -> RoundFolder {
        let record = try known(round)
        guard !record.step.isFinal else { throw HomeError.erased(round, what: "the key and the list") }
        return layout.round(round)
    }
}
