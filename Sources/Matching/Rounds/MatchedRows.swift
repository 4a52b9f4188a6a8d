// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Foundation
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
        var rows: [MatchedRows] = []
        // As many at once as there are cores: handles of all parties would be much more memory.
        let share = ProcessInfo.processInfo.activeProcessorCount
        for start in stride(from: 0, to: parties.count, by: share) {
            rows += drawAtOnce(for: Array(parties[start..<min(start + share, parties.count)]), using: &generator)
        }
        return rows
    }

    private static func drawAtOnce(
        for parties: [(party: PartyID, positions: [UInt32])], using generator: inout some RandomNumberGenerator
    ) -> [MatchedRows] {
        // There is one generator; everything else is done for all at once.
        var handles: [[Handle]] = []
        for party in parties { handles.append(party.positions.map { _ in Handle(using: &generator) }) }
        while true {
            let drawn = handles
            let orders = drawn.indices.concurrentMap { HandleOrder(of: drawn[$0], positions: parties[$0].positions) }
            guard orders.contains(where: { !$0.repeated.isEmpty }) else {
                return orders.indices.concurrentMap { MatchedRows(party: parties[$0].party, in: orders[$0]) }
            }
            for (party, order) in orders.enumerated() {
                for member in order.repeated { handles[party][member] = Handle(using: &generator) }
            }
        }
    }

    private init(party: PartyID, in order: HandleOrder) {
        self.party = party
        records = order.records
        members = order.members
        var accumulator = MerkleAccumulator()
        records.bytes.withUnsafeBytes { _ = accumulator.append(rows: $0, width: RowRecord.width) }
        root = accumulator.root
    }
}
