// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Makes files for tokens that memory does not hold (docs/decisions/0012).
///
/// What is in them can be made again from the stored chunks at any time: nothing has to be durable.
package protocol PartitionStore: Sendable {
    /// Makes an empty file; throws ``Problem`` `storage-full` where there is no room.
    func makeFile() throws -> any PartitionFile
}
