// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Foundation
import GRDB
import Matching
import Messages
import Storage
import Testing
import Vocabulary

@Suite("A database of the first release")
struct MigrationTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("state.sqlite")
    }

    /// The tables that came with members, in an order in which they can be dropped.
    private static let later = [
        "plan_message", "plan", "definition_statement", "definition", "revocation", "attribute_row", "member",
        "subject", "record_page", "latest_moment", "log_entry",
    ]

    private func schema(of path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read {
            try String.fetchAll($0, sql: "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY type, name")
        }
    }

    /// The tables in which the first release kept rows of results.
    private static let rows = """
        CREATE TABLE result_row (
            round INTEGER NOT NULL REFERENCES round, party INTEGER NOT NULL,
            handle BLOB NOT NULL CHECK (length(handle) = 16), position INTEGER NOT NULL, member INTEGER NOT NULL,
            PRIMARY KEY (round, party, handle)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE result_page (
            round INTEGER NOT NULL REFERENCES round, party INTEGER NOT NULL, page INTEGER NOT NULL,
            first_handle BLOB NOT NULL CHECK (length(first_handle) = 16), PRIMARY KEY (round, party, page)
        ) STRICT, WITHOUT ROWID;
        """

    /// Takes a database back to what it was before members, with the rows of some results.
    private func takeBack(_ results: [MatchedRows] = []) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { connection in
            try connection.execute(sql: "DROP TABLE result_block; \(Self.rows)")
            for (party, result) in results.enumerated() {
                for (record, member) in zip(result.records, result.members) {
                    try connection.execute(
                        sql: "INSERT INTO result_row (round, party, handle, position, member) VALUES (1, ?, ?, ?, ?)",
                        arguments: [party, Data(record.handle.bytes), record.position, member])
                }
            }
            for table in Self.later { try connection.execute(sql: "DROP TABLE \(table)") }
            try connection.execute(sql: "DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %'")
            #expect(try Int.fetchOne(connection, sql: "SELECT count(*) FROM grdb_migrations") == 1)
        }
        try queue.close()
    }

    @Test("has no table of members before and the tables of a new one after it was opened")
    func tables() throws {
        try StateDatabase(path: path).close()
        let full = try schema(of: path)
        try takeBack()
        let before = try schema(of: path)
        #expect(before.count < full.count && !before.contains { $0.contains("log_entry") })
        try StateDatabase(path: path).close()
        #expect(try schema(of: path) == full)
    }

    @Test("keeps its agreements, rounds and results, and takes records of the round that it matched")
    func content() throws {
        let stage = try MemberDriver(path: path)
        let before = try stage.dump()
        try stage.driver.database.close()
        try takeBack(stage.outcome.rows)
        let database = try StateDatabase(path: path)
        let members = StoredMembers(database)
        var after = try stage.dump()
        #expect(after["grdb_migrations"]?.count == 3)
        after["grdb_migrations"] = before["grdb_migrations"]
        #expect(after == before)
        #expect(try members.openPhases() == [stage.round])
        #expect(try members.latestMoment() == 0)
        #expect(try members.undecided(of: stage.brand, in: stage.round, after: nil, limit: 100) == stage.handles)
        var batch = try stage.decisions(on: Array(0..<60), after: members.log(of: stage.agreement))
        batch.page = stage.page(0, rows: Array(0..<60), isLast: true)
        try members.append(batch)
        #expect(try members.tally(of: stage.round) == (60, 0))
    }
}
