// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// The part of a home's state that has to change in one step: one SQLite database.
///
/// WAL with `synchronous = FULL`: a transaction that returned survives the process and the power; one that did not
/// return leaves nothing. Nothing personal is in it: no number, no element, no key, no consent record. What is deleted
/// is overwritten (`secure_delete`).
struct HomeDatabase: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the database and brings its schema up to date; the file must be there, so that its mode is known.
    init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.label = "home"
        configuration.busyMode = .timeout(10)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { database in
                try database.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            }
            let migrator = HomeSchema.migrator
            guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else { throw HomeError.tooNew(path: path) }
            if try queue.read({ try !migrator.hasCompletedMigrations($0) }) { try migrator.migrate(queue) }
        } catch let error as DatabaseError {
            throw Self.failure(error, path: path)
        }
    }

    /// Reads one consistent state.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw Self.failure(error, path: path)
        }
    }

    /// Changes the state in one durable step, or not at all where the body throws.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.write(body)
        } catch let error as DatabaseError {
            throw Self.failure(error, path: path)
        }
    }

    /// Brings deletions from the journal into the file, so that neither holds what was deleted.
    ///
    /// Where another process is just reading, that is left to the next time or to the last process that closes the file.
    func overwriteDeleted() throws {
        do {
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError {
            if error.resultCode != .SQLITE_BUSY { throw Self.failure(error, path: path) }
        }
    }

    /// Closes the file; the value is of no use afterwards.
    func close() throws { try queue.close() }

    /// Repeats SQLite's own words only: GRDB's description would add statements and arguments.
    private static func failure(_ error: DatabaseError, path: String) -> HomeError {
        switch error.resultCode {
        case .SQLITE_BUSY: .busy(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, problem: "the database cannot be read")
        case .SQLITE_FULL: .storage(path: path, problem: "the disk is full")
        default: .storage(path: path, problem: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
    }
}
