// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a temporary file cannot be made, written or read: one line for a person; holds a folder and nothing of the list.
package struct SpillError: Error, Hashable, Sendable {
    /// What failed.
    package enum Operation: String, Sendable {
        case create, write, read
    }

    package let operation: Operation
    /// The folder of the temporary files.
    package let folder: String
    /// The system's number of what is wrong.
    package let code: Int32

    package init(_ operation: Operation, folder: String, code: Int32) {
        self.operation = operation
        self.folder = folder
        self.code = code
    }

    /// What was read back is not what was written.
    package static func damaged(in folder: String) -> Self { Self(.read, folder: folder, code: EIO) }
}

extension SpillError: CustomStringConvertible {
    package var description: String {
        let advice =
            switch code {
            case ENOSPC, EDQUOT: "the disk is full; make room, or name a folder on another disk in TMPDIR"
            case EMFILE, ENFILE: "too many files are open; allow more of them, as with ulimit -n 1024"
            default: "\(String(cString: strerror(code))); name another folder in TMPDIR"
            }
        let what =
            switch operation {
            case .create: "a temporary file cannot be made"
            case .write: "a temporary file cannot be written"
            case .read: "a temporary file cannot be read"
            }
        return "\(folder): \(what): \(advice)"
    }
}
