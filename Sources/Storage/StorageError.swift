// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching

/// What may go wrong with the coordinator's durable state, beyond what a client can mend.
///
/// The texts hold no number, element, token, key or record.
package enum StorageError: StateError, Equatable, Sendable {
    /// Something stored is not what was stored: where.
    case damaged(String)
    /// The database was written by a later release.
    case newer(path: String)
    /// Another process kept the database locked for too long.
    case busy(path: String)
    /// Others than the owner may read or write the file.
    case exposed(path: String, mode: UInt32)
    /// The round went on since the caller looked at it: admit the message again.
    case stale
    /// SQLite refused an operation, with its extended result code.
    case database(code: Int32, message: String)
    /// The system refused an operation on a file.
    case file(operation: String, path: String, code: Int32)

    package var description: String {
        switch self {
        case .damaged(let place):
            "the state database is damaged: \(place); restore the last backup of the coordinator's home"
        case .newer(let path):
            "\(path): written by a later release; start that release, or restore a backup of this one"
        case .busy(let path):
            "\(path): another process keeps it locked; end that process and try again"
        case .exposed(let path, let mode):
            "\(path): mode \(String(mode, radix: 8)) lets others in; chmod 600"
        case .stale:
            "the round went on meanwhile; try again"
        case .database(let code, let message):
            "the state database refused an operation (SQLite \(code): \(message))"
        case .file(let operation, let path, let code):
            "\(path): cannot \(operation): \(SystemError.text(of: code))"
        }
    }
}
