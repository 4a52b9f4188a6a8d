// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Messages

extension StorageError {
    /// Turns an error of the database into one of this room, or into the ``Problem`` that a full disk is.
    static func mapped(_ error: DatabaseError, path: String) -> any Error {
        switch error.extendedResultCode {
        // The shared-memory file beside the database grows by truncation, which fails in its own way.
        case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE: Problem.diskFull
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: StorageError.damaged("\(path) is not a readable SQLite database")
        case .SQLITE_BUSY: StorageError.busy(path: path)
        default:
            StorageError.database(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
        }
    }
}
