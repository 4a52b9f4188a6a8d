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
    /// For each record the member's index; the same index is the same member for every party. Never leaves the coordinator.
    package let members: [UInt32]

    /// Draws a handle for each member.
    package init(
        party: PartyID, positions: [UInt32], using generator: inout some RandomNumberGenerator
    ) {
        var drawn: Set<Handle> = []
        drawn.reserveCapacity(positions.count)
        var handles: [Handle] = []
        handles.reserveCapacity(positions.count)
        while handles.count < positions.count {
            let handle = Handle(using: &generator)
            if drawn.insert(handle).inserted { handles.append(handle) }
        }
        let order = handles.indices.sorted { handles[$0] < handles[$1] }
        self.party = party
        records = order.map { RowRecord(handle: handles[$0], position: positions[$0]) }
        members = order.map { UInt32($0) }
    }

    /// The Merkle root over the records, as the manifest states it.
    package var root: Digest {
        var accumulator = MerkleAccumulator()
        var bytes: [UInt8] = []
        for record in records {
            bytes.removeAll(keepingCapacity: true)
            record.append(to: &bytes)
            bytes.withUnsafeBytes { accumulator.append($0) }
        }
        return accumulator.root
    }
}
