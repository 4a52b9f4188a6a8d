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
            drawn = Self.inOrder(drawn)
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

    /// Sorts by handles: they are random, so that one pass by their leading bits leaves a few in each place.
    private static func inOrder(_ drawn: [(handle: Handle, member: UInt32)]) -> [(handle: Handle, member: UInt32)] {
        let bits = Int.bitWidth - drawn.count.leadingZeroBitCount - 3
        guard bits > 3 else { return drawn.sorted { $0.handle < $1.handle } }
        let shift = UInt64(UInt64.bitWidth - bits)
        var ends = [Int](repeating: 0, count: 1 << bits)
        for entry in drawn { ends[Int(entry.handle.high >> shift)] += 1 }
        var start = 0
        for place in ends.indices {
            let count = ends[place]
            ends[place] = start
            start += count
        }
        return [(handle: Handle, member: UInt32)](unsafeUninitializedCapacity: drawn.count) { sorted, count in
            guard let base = sorted.baseAddress else { return }
            for entry in drawn {
                let place = Int(entry.handle.high >> shift)
                (base + ends[place]).initialize(to: entry)
                ends[place] += 1
            }
            count = drawn.count
            start = 0
            for end in ends {
                if end - start > 1 {
                    var few = UnsafeMutableBufferPointer(rebasing: sorted[start..<end])
                    few.sort { $0.handle < $1.handle }
                }
                start = end
            }
        }
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
