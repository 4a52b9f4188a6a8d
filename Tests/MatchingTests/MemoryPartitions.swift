// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Matching
import Synchronization

/// Partition files in memory, which can be full, or changed behind a match's back.
final class MemoryPartitions: PartitionStore {
    struct Full: Error {}

    /// Files made so far.
    let made = Mutex(0)
    /// The bytes of the last file.
    let bytes = Mutex<[UInt8]>([])
    /// Bytes that a file takes.
    private let room: Int

    init(room: Int = .max) { self.room = room }

    func makeFile() throws -> any PartitionFile {
        made.withLock { $0 += 1 }
        bytes.withLock { $0 = [] }
        return File(partitions: self)
    }

    private final class File: PartitionFile {
        private let partitions: MemoryPartitions

        init(partitions: MemoryPartitions) { self.partitions = partitions }

        func append(_ bytes: UnsafeRawBufferPointer) throws {
            try partitions.bytes.withLock { all in
                guard all.count + bytes.count <= partitions.room else { throw Full() }
                all += bytes
            }
        }

        func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            partitions.bytes.withLock { all in
                let part = all.dropFirst(position).prefix(buffer.count)
                buffer.copyBytes(from: part)
                return part.count
            }
        }
    }
}
