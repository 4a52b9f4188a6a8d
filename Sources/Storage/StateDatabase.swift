// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import GRDBSQLite

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The coordinator's state: one SQLite file in WAL mode, which several processes may have open.
///
/// A verb of the stores is one transaction: durable (`synchronous = FULL`) when it returns, or not there at all. What is
/// deleted is overwritten (`secure_delete`), but for copies that SQLite leaves where it joins or splits pages: those end
/// with ``compact(at:)``.
package struct StateDatabase: Sendable {
    let pool: DatabasePool
    /// Where the file is.
    package let path: String
    private let deletions = PendingDeletions()

    /// How long a process waits for another one's transaction, in seconds.
    private static let patience = 30.0

    /// Opens the database, creates it with mode 0600 where it is missing, and brings its tables up to date.
    package init(path: String) throws {
        try Self.prepareFile(at: path)
        var configuration = Configuration()
        configuration.label = "symbolon.state"
        configuration.busyMode = .timeout(Self.patience)
        configuration.prepareDatabase { connection in
            try connection.execute(
                sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            self.path = path
            // The pool sets NORMAL, under which a power cut loses what was answered last.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try migrate()
        } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    /// Closes all connections; no verb may follow.
    package func close() throws {
        do { try pool.close() } catch let error as DatabaseError { throw StorageError.mapped(error, path: path) }
    }

    /// Runs a query on one consistent state.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.read(body) } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    /// Runs one transaction; it holds the write lock from its start, so that what it reads stays true.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.write(body) } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    /// Runs one transaction that writes much, as ``write(_:)`` does, and leaves it to the next one to move its pages from the log into
    /// the database: who waits for the end of a round does not wait for pages to be written twice.
    func writeMuch(_ body: (Database) throws -> Void) throws {
        do {
            try pool.writeWithoutTransaction { connection in
                sqlite3_wal_autocheckpoint(connection.sqliteConnection, 0)
                defer { sqlite3_wal_autocheckpoint(connection.sqliteConnection, Self.checkpointPages) }
                try connection.inTransaction(.immediate) {
                    try body(connection)
                    return .commit
                }
            }
        } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    /// Pages in the log from which on a transaction moves them into the database; SQLite's own number.
    private static let checkpointPages: CInt = 1000

    /// Lets what a transaction deleted leave the log beside the database: at once, or where that cannot be at a later
    /// ``settle()``.
    ///
    /// No error: the transaction is stored, and whoever made it must go on as after any other.
    func forgetDeleted() {
        deletions.note()
        try? settle()
    }

    /// Moves everything from the log beside the database into it and empties the log, where something may be left there
    /// that was deleted.
    ///
    /// Waits for no other process and no reader: where one still needs the log, the next call tries again.
    func settle() throws {
        guard deletions.arePending else { return }
        do {
            try pool.writeWithoutTransaction { connection in
                // The patience of a transaction would hold up all others for as long as somebody reads.
                sqlite3_busy_timeout(connection.sqliteConnection, 0)
                defer { sqlite3_busy_timeout(connection.sqliteConnection, CInt(Self.patience * 1000)) }
                _ = try connection.checkpoint(.truncate)
                // Still alone with the writer, so that no later deletion is marked as gone.
                deletions.clear()
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Tried again later.
        } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    /// Writes the whole file anew where something was deleted, at most once a day: the free parts of pages, in which SQLite
    /// may have left copies of what was deleted, are gone after it.
    ///
    /// Others wait for as long as it takes: about 1 s for 100 MB. Needs that much free room beside the database and in
    /// SQLite's folder for temporary files.
    ///
    /// - Parameter moment: now, in seconds since 1970.
    /// - Returns: whether it was done.
    @discardableResult
    package func compact(at moment: Int64) throws -> Bool {
        let day = moment / 86_400
        do {
            return try pool.writeWithoutTransaction { connection in
                // The day on which it was tried last, which a restart must not forget.
                let last = try Int64.fetchOne(connection, sql: "PRAGMA user_version")
                guard deletions.needCompaction, last != day else { return false }
                // In memory a copy of the database would be as large as it is.
                try connection.execute(sql: "PRAGMA temp_store = FILE")
                defer { try? connection.execute(sql: "PRAGMA temp_store = MEMORY") }
                try connection.execute(sql: "PRAGMA user_version = \(day)")
                try connection.execute(sql: "VACUUM")
                deletions.noteCompaction()
                return true
            }
        } catch let error as DatabaseError {
            throw StorageError.mapped(error, path: path)
        }
    }

    private func migrate() throws {
        let migrator = Self.migrator
        do {
            try migrator.migrate(pool)
        } catch {
            // Another process may have done it between the look and the act.
            guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
        }
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw StorageError.newer(path: path) }
    }

    /// Makes the file private before SQLite writes to it; the files beside it get the same mode from SQLite.
    private static func prepareFile(at path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("open", path) }
        defer { _ = Self.closeFile(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError.last("examine", path) }
        guard status.st_mode & 0o077 == 0 else {
            throw StorageError.exposed(path: path, mode: UInt32(status.st_mode & 0o7777))
        }
    }

    private static func closeFile(_ descriptor: CInt) -> CInt {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
}
