// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Matching
internal import Messages
internal import Spilling

/// Partition files without names in one folder of mode 0700: mode 0600, closed to everybody else, and gone with the process.
package struct PartitionFiles: PartitionStore {
    private let folder: String

    /// Opens the folder, creates it where it is missing, and removes what a process left that ended between making a file and removing
    /// its name; for the serving process alone.
    package init(folder: String) throws {
        self.folder = folder
        try PrivateFolder.remove(folder)
        try PrivateFolder.create(folder)
    }

    package func makeFile() throws -> any PartitionFile {
        do { return NamelessFile(try SpillFile(in: folder)) } catch { throw Self.translated(error) }
    }

    /// A full disk or quota is the ``Problem`` `storage-full`.
    fileprivate static func translated(_ error: SpillError) -> any Error {
        SystemError.error("\(error.operation.rawValue) a partition file in", error.folder, code: error.code)
    }

    /// Used by one thread at a time: that of the upload or of the match that has the tokens.
    private final class NamelessFile: PartitionFile, @unchecked Sendable {
        private let file: SpillFile

        init(_ file: SpillFile) { self.file = file }

        func append(_ bytes: UnsafeRawBufferPointer) throws {
            do { try file.append(bytes) } catch { throw PartitionFiles.translated(error) }
        }

        func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            do { return try file.read(at: position, into: buffer) } catch { throw PartitionFiles.translated(error) }
        }
    }
}
