// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import GRDB
import Matching
import Messages
import Signing
import Storage
import Testing
import Vocabulary

@Suite("Stored results")
struct ResultTests {
    private let folder: TemporaryFolder
    private var driver: RoundDriver
    private static let now = RoundDriver.start

    init() throws {
        folder = try TemporaryFolder()
        driver = try RoundDriver(path: folder.path("state.sqlite"))
        try driver.enterRing()
    }

    private func rows(_ party: Int, _ page: Int) throws -> [UInt8] {
        try driver.rounds.rows(of: driver.id(party), in: driver.round.reference.round, page: page)
    }

    private static func bytes(_ rows: MatchedRows) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in rows.records { record.append(to: &bytes) }
        return bytes
    }

    @Test("give each party its records in handle order, and keep the members")
    func rows() throws {
        let outcome = try driver.outcome(rows: 300)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        #expect(try rows(0, 0) == Self.bytes(outcome.rows[0]))
        #expect(try rows(1, 0) == Self.bytes(outcome.rows[1]))
        #expect(try rows(0, 0) != rows(1, 0))
        #expect(try ProblemCode.of { try rows(2, 0) } == .notFound)
        #expect(try ProblemCode.of { try rows(0, 1) } == .notFound)
        #expect(try ProblemCode.of { try rows(0, -1) } == .notFound)
        // The same person is the same member for every party.
        let members = StoredMembers(driver.database)
        let round = driver.round.reference.round
        let linked = try outcome.rows.map { rows in
            let found = try members.members(of: rows.records.map(\.handle), of: rows.party, in: round)
            return try Dictionary(
                uniqueKeysWithValues: zip(rows.records.map(\.position), found.map { try #require($0) }))
        }
        #expect(linked[0].count == 300 && linked[0] == linked[1])
    }

    @Test("come in pages of 65,535")
    func pages() throws {
        let outcome = try driver.outcome(rows: 2 * Limits.chunkRows + 1)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        let all = Self.bytes(outcome.rows[1])
        let pages = try (0..<3).map { try rows(1, $0) }
        #expect(pages.map(\.count) == [Limits.chunkRows * 20, Limits.chunkRows * 20, 20])
        #expect(pages.flatMap { $0 } == all)
        #expect(try ProblemCode.of { try rows(1, 3) } == .notFound)
    }

    @Test("hold no rows when below the minimum")
    func belowMinimum() throws {
        let outcome = try driver.outcome(rows: 49)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        #expect(try driver.rounds.round(driver.round.reference.round)?.state == .belowMinimum)
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now, of: driver.agreement.id) == 0)
        #expect(try ProblemCode.of { try rows(0, 0) } == .notFound)
    }

    @Test("are stored once, whole or not at all")
    func once() throws {
        var driver = driver
        let outcome = try driver.outcome(rows: 60)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        #expect(throws: StorageError.stale) { try driver.rounds.finish(outcome, of: driver.round, at: Self.now) }
        try driver.round.apply(.finished(outcome.manifest))
        #expect(try ProblemCode.of { try driver.rounds.finish(outcome, of: driver.round, at: Self.now) } == .conflict)
        #expect(try rows(0, 0) == Self.bytes(outcome.rows[0]))
    }

    @Test("are erased when their retention has passed, and only then; the manifest stays")
    func erase() throws {
        var driver = driver
        let outcome = try driver.outcome(rows: 60)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        try driver.round.apply(.finished(outcome.manifest))
        let id = driver.agreement.id
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now - 1, of: id) == 0)
        #expect(try rows(0, 0).count == 60 * 20)
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now, of: id) == 1)
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now, of: id) == 0)
        #expect(try ProblemCode.of { try rows(0, 0) } == .notFound)
        let restored = try driver.rounds.restored(driver.stored(driver.round), under: driver.agreement)
        #expect(restored.result == outcome.manifest)
    }

    @Test("leave nothing in the files when erased")
    func overwritten() throws {
        let outcome = try driver.outcome(rows: 60)
        try driver.rounds.finish(outcome, of: driver.round, at: Self.now)
        let handle = Data(outcome.rows[0].records[30].handle.bytes)
        func isOnDisk() throws -> Bool {
            try ["", "-wal"].contains { suffix in
                try Data(contentsOf: URL(filePath: driver.database.path + suffix)).range(of: handle) != nil
            }
        }
        #expect(try isOnDisk())
        #expect(try driver.rounds.eraseRows(endedBefore: Self.now, of: driver.agreement.id) == 1)
        #expect(try !isOnDisk())
    }
}
