// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Vocabulary

/// One party's matched rows with their handles, in handle order.
package struct MatchedRows: Equatable, Sendable {
    package let party: PartyID
    /// Ascending by handle, so that the order tells nothing about other parties' rows.
    package let records: [RowRecord]
    /// For each record the member's index; the same index is the same member for every party.
    ///
    /// It never leaves the coordinator.
    package let members: [UInt32]

    /// Draws a handle for each member.
    package init(
        party: PartyID, positions: [UInt32], using generator: inout some RandomNumberGenerator
    ) {
        var drawn = positions.indices.map { (handle: Handle(using: &generator), member: UInt32($0)) }
        var isDistinct = false
        while !isDistinct {
            drawn.sort { $0.handle < $1.handle }
            isDistinct = true
            for index in drawn.indices.dropFirst() where drawn[index].handle == drawn[index - 1].handle {
                drawn[index].handle = Handle(using: &generator)
                isDistinct = false
            }
        }
        self.party = party
        records = drawn.map { RowRecord(handle: $0.handle, position: positions[Int($0.member)]) }
        members = drawn.map(\.member)
    }

    /// The Merkle root over the records, as the manifest states it.
    package var root: Digest {
        var accumulator = MerkleAccumulator()
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: records.count, by: Limits.chunkRows) {
            bytes.removeAll(keepingCapacity: true)
            RowRecord.append(records[start..<min(start + Limits.chunkRows, records.count)], to: &bytes)
            bytes.withUnsafeBytes { _ = accumulator.append(rows: $0, width: RowRecord.width) }
        }
        return accumulator.root
    }
}
