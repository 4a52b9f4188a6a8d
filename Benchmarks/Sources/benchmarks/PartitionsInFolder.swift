// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching
import Spilling

/// Partition files where `numbers check` has its temporary files: `$TMPDIR`, else `/var/tmp`.
struct PartitionsInFolder: PartitionStore {
    func makeFile() throws -> any PartitionFile { File(try SpillFile(in: SpillFolder.path)) }

    /// Used by one thread.
    private final class File: PartitionFile, @unchecked Sendable {
        private let file: SpillFile

        init(_ file: SpillFile) { self.file = file }

        func append(_ bytes: UnsafeRawBufferPointer) throws { try file.append(bytes) }

        func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            try file.read(at: position, into: buffer)
        }
    }
}
