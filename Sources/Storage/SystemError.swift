// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What `errno` says after a failed call.
enum SystemError {
    /// The error for a failed operation: a full disk or quota is the ``Problem`` `storage-full`.
    static func last(_ operation: String, _ path: String) -> any Error {
        error(operation, path, code: errno)
    }

    /// The same for a code that was kept.
    static func error(_ operation: String, _ path: String, code: Int32) -> any Error {
        code == ENOSPC || code == EDQUOT
            ? Problem.diskFull : StorageError.file(operation: operation, path: path, code: code)
    }

    /// The system's own text for a code.
    static func text(of code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
