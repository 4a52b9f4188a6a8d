// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// The part of a home's state that has to change in one step: one SQLite database.
///
/// WAL with `synchronous = FULL`: a transaction that returned survives the process and the power; one that did not
/// return leaves nothing. Nothing personal is in it: no number, no element, no key.
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
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            }
            let migrator = HomeSchema.migrator
            guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else { throw HomeError.tooNew(path: path) }
            if try queue.read({ try !migrator.hasCompletedMigrations($0) }) { try migrator.migrate(queue) }
        } catch let error as DatabaseError {
            throw HomeError.storage(path: path, problem: Self.text(error))
        }
    }

    /// Reads one consistent state.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw HomeError.storage(path: path, problem: Self.text(error))
        }
    }

    /// Changes the state in one durable step, or not at all where the body throws.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.write(body)
        } catch let error as DatabaseError {
            throw HomeError.storage(path: path, problem: Self.text(error))
        }
    }

    /// Closes the file; the value is of no use afterwards.
    func close() throws { try queue.close() }

    /// SQLite's own words: GRDB's description would repeat statements and arguments.
    private static func text(_ error: DatabaseError) -> String {
        error.resultCode == .SQLITE_FULL
            ? "the disk is full" : error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
}
