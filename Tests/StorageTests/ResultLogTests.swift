// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import GRDB
import Matching
import Messages
import Storage
import Testing
import Vocabulary

/// A result is left in the log beside the database until the next transaction.
@Suite("Results that are in the log beside the database")
struct ResultLogTests {
    private let folder: TemporaryFolder
    private let driver: RoundDriver
    private let outcome: RoundOutcome
    private static let now = RoundDriver.start

    init() throws {
        folder = try TemporaryFolder()
        var driver = try RoundDriver(path: folder.path("state.sqlite"))
        try driver.enterRing()
        self.driver = driver
        outcome = try driver.outcome(rows: 60_000)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
    }

    private func bytes(_ suffix: String) throws -> Data {
        try Data(contentsOf: URL(filePath: driver.database.path + suffix))
    }

    /// Whether a handle of any party is in the files; some are looked for.
    private func isOnDisk() throws -> Bool {
        let files = try ["", "-wal"].map { try bytes($0) }
        return outcome.rows.contains { rows in
            stride(from: 0, to: rows.records.count, by: 999).contains { place in
                files.contains { $0.range(of: Data(rows.records[place].handle.bytes)) != nil }
            }
        }
    }

    @Test("are there after the process was killed")
    func killed() throws {
        let copy = folder.path("copy.sqlite")
        for suffix in ["", "-wal"] { try bytes(suffix).write(to: URL(filePath: copy + suffix)) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
        let rounds = StoredRounds(try StateDatabase(path: copy))
        for rows in outcome.rows {
            let page = try rounds.rows(of: rows.party, in: driver.round.reference.round, page: 0)
            #expect(page == Array(rows.records.bytes))
        }
    }

    @Test("are in no file any more once they are erased, where another process has the database open, too")
    func erased() throws {
        let other = try DatabasePool(path: driver.database.path)
        #expect(try other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM result_block") } ?? 0 > 0)
        #expect(try isOnDisk())
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now, of: driver.agreement.id) == 1)
        #expect(try bytes("-wal").isEmpty && !isOnDisk())
    }

    @Test("come into the database with the next transaction, though a later result could not be stored")
    func checkpoint() throws {
        let size = try bytes("").count
        #expect(throws: (any Error).self) { try driver.rounds.finish(outcome, of: driver.round, at: Self.now) }
        #expect(try bytes("").count == size)
        try driver.open(Round(agreement: driver.agreement, number: 2, openedAt: Self.now))
        #expect(try bytes("").count > size)
    }
}
