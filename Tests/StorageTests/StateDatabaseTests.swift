// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Matching
import Messages
import Storage
import Testing

@Suite("The state database")
struct StateDatabaseTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("state.sqlite")
    }

    @Test("lets nobody but its owner in, nor at the files beside it")
    func modes() throws {
        let driver = try RoundDriver(path: path)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: path + suffix) == 0o600) }
        try driver.database.close()
    }

    @Test("refuses a file that others may read")
    func exposed() throws {
        try StateDatabase(path: path).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: StorageError.exposed(path: path, mode: 0o640)) { try StateDatabase(path: path) }
    }

    @Test("writes ahead, and every table is strict")
    func settings() throws {
        try StateDatabase(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.read { connection in
            #expect(try String.fetchOne(connection, sql: "PRAGMA journal_mode") == "wal")
            let loose = try String.fetchAll(
                connection,
                sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
            #expect(loose.filter { !$0.hasPrefix("sqlite_") } == ["grdb_migrations"])
        }
    }

    @Test("refuses a database of a later release")
    func newer() throws {
        try StateDatabase(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 something new')") }
        try queue.close()
        #expect(throws: StorageError.newer(path: path)) { try StateDatabase(path: path) }
    }

    @Test("refuses a file that is no database, and says that it is damaged")
    func noDatabase() throws {
        try Data(repeating: 65, count: 8192).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        do {
            _ = try StateDatabase(path: path)
            Issue.record("the file is no database")
        } catch StorageError.damaged(let place) {
            #expect(place.contains(path))
        }
    }

    @Test("says what is wrong where the folder is missing")
    func missingFolder() throws {
        #expect(throws: StorageError.file(operation: "open", path: folder.path("no/state.sqlite"), code: ENOENT)) {
            try StateDatabase(path: folder.path("no/state.sqlite"))
        }
    }

    @Test("may be created by several processes at once")
    func concurrentCreation() throws {
        let path = path
        let failures = Failures()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do { try StateDatabase(path: path).close() } catch { failures.add(error) }
        }
        #expect(failures.all.isEmpty, "\(failures.all)")
        _ = try RoundDriver(path: path)
    }

    @Test("lets two processes write in turn, and each sees what the other wrote")
    func twoWriters() throws {
        var first = try RoundDriver(path: path)
        let second = try first.reopened()
        try first.record(.committed(first.commitment(of: 0)))
        let event = try RoundEvent.committed(first.commitment(of: 1))
        try second.append(event, to: first.round, receipt: nil, charges: [])
        try first.round.apply(event)
        #expect(try first.rounds.restored(first.stored(first.round), under: first.agreement).revision == 2)
    }
}

/// Errors of several threads.
final class Failures: @unchecked Sendable {
    // Unchecked because of the array. Proof: it is only touched under the lock.
    private let lock = NSLock()
    private var errors: [any Error] = []

    func add(_ error: any Error) { lock.withLock { errors.append(error) } }

    var all: [any Error] { lock.withLock { errors } }
}
