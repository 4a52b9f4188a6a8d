// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
internal import Messages
internal import Vocabulary

extension StateDatabase {
    /// The rows of results as ``ResultBlocks`` keeps them; a member is the same number for the same person in the rows of every
    /// party of the round.
    static let resultBlocks = """
        CREATE TABLE result_block (
            round INTEGER NOT NULL REFERENCES round,
            party INTEGER NOT NULL,
            block INTEGER NOT NULL CHECK (block >= 0),
            first_handle BLOB NOT NULL CHECK (length(first_handle) = 16),
            records BLOB NOT NULL,
            members BLOB NOT NULL CHECK (length(members) * 5 = length(records)),
            PRIMARY KEY (round, party, block),
            UNIQUE (round, party, first_handle)
        ) STRICT;

        """

    /// How they were kept first: an entry a row, and where pages start.
    static let resultRows = """
        CREATE TABLE result_row (
            round INTEGER NOT NULL REFERENCES round,
            party INTEGER NOT NULL,
            handle BLOB NOT NULL CHECK (length(handle) = 16),
            position INTEGER NOT NULL,
            member INTEGER NOT NULL,
            PRIMARY KEY (round, party, handle)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE result_page (
            round INTEGER NOT NULL REFERENCES round,
            party INTEGER NOT NULL,
            page INTEGER NOT NULL,
            first_handle BLOB NOT NULL CHECK (length(first_handle) = 16),
            PRIMARY KEY (round, party, page)
        ) STRICT, WITHOUT ROWID;

        """

    /// Moves rows that were kept one by one into blocks.
    static func blockResultRows(in connection: Database) throws {
        try connection.execute(sql: resultBlocks)
        let results = try Row.fetchAll(connection, sql: "SELECT DISTINCT round, party FROM result_row")
        for result in results {
            let (round, party) = (try result.integer("round"), try result.integer("party"))
            let rows = try Row.fetchCursor(
                connection,
                sql: "SELECT handle, position, member FROM result_row WHERE round = ? AND party = ? ORDER BY handle",
                arguments: [round, party])
            var (bytes, members): ([UInt8], [UInt32]) = ([], [])
            while let row = try rows.next() {
                guard let handle = Handle(bytes: try row.bytes("handle")),
                    let position = UInt32(exactly: try row.integer("position")),
                    let member = UInt32(exactly: try row.integer("member"))
                else { throw StorageError.damaged("a row of a result") }
                RowRecord(handle: handle, position: position).append(to: &bytes)
                members.append(member)
            }
            guard let records = RowRecordColumn(bytes: bytes) else {
                throw StorageError.damaged("the rows of a result")
            }
            try ResultBlocks(of: party, round: round, in: connection).insert(records, members: members)
        }
        try connection.execute(sql: "DROP TABLE result_row; DROP TABLE result_page")
    }
}
