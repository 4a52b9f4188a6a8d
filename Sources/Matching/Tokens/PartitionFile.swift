// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A file that its process alone can reach, and that is gone with the value and with the process, however that ends.
package protocol PartitionFile: AnyObject, Sendable {
    /// Adds bytes at the end; throws ``Problem`` `storage-full` where there is no room.
    func append(_ bytes: UnsafeRawBufferPointer) throws
    /// Fills a buffer with the bytes from a position on; returns how many there were.
    func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
