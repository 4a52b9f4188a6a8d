// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Vocabulary

/// One party's matched rows with their handles, in handle order.
package struct MatchedRows: Equatable, Sendable {
    package let party: PartyID
    /// Ascending by handle, so that the order tells nothing about other parties' rows.
    package let records: RowRecordColumn
    /// For each record the member's index; the same index is the same member for every party.
    ///
    /// It never leaves the coordinator.
    package let members: [UInt32]
    /// The Merkle root over the records, as the manifest states it.
    package let root: Digest

    /// Draws a handle for each member and party.
    ///
    /// - Parameter parties: whom to draw for, and for each member the row in the party's list.
    package static func draw(
        for parties: [(party: PartyID, positions: [UInt32])], using generator: inout some RandomNumberGenerator
    ) -> [MatchedRows] {
        // There is one generator; everything else is done for all parties at once.
        var draws = parties.map { HandleDraw(count: $0.positions.count, using: &generator) }
        var isDistinct = false
        while !isDistinct {
            let drawn = draws
            draws = drawn.indices.concurrentMap { drawn[$0].sorted() }
            isDistinct = true
            for index in draws.indices where draws[index].redraw(using: &generator) { isDistinct = false }
        }
        let sorted = draws
        return parties.indices.concurrentMap {
            MatchedRows(party: parties[$0].party, positions: parties[$0].positions, handles: sorted[$0])
        }
    }

    private init(party: PartyID, positions: [UInt32], handles: HandleDraw) {
        self.party = party
        let entries = handles.entries
        records = RowRecordColumn(count: entries.count) {
            RowRecord(handle: entries[$0].handle, position: positions[Int(entries[$0].member)])
        }
        members = entries.map { $0.member }
        var accumulator = MerkleAccumulator()
        records.bytes.withUnsafeBytes { _ = accumulator.append(rows: $0, width: RowRecord.width) }
        root = accumulator.root
    }
}
