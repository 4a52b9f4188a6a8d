// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Vocabulary

/// The members of a match in the order of one party's handles.
struct HandleOrder: Sendable {
    let records: RowRecordColumn
    /// For each record the member's index.
    let members: [UInt32]
    /// Members whose handle stands before another's, too.
    let repeated: [Int]

    /// Sorts by handles: they are random, so that one pass by their leading bits leaves a few in each place.
    ///
    /// - Parameters:
    ///   - handles: for each member one.
    ///   - positions: for each member the row in the party's list.
    init(of handles: [Handle], positions: [UInt32]) {
        let bits = max(Int.bitWidth - handles.count.leadingZeroBitCount - 3, 1)
        let shift = UInt64(UInt64.bitWidth - bits)
        // Where each place of the sorted members begins, and then where it goes on.
        var next = [Int](repeating: 0, count: 1 << bits + 1)
        for handle in handles { next[Int(handle.high >> shift) + 1] += 1 }
        for place in 1..<next.count { next[place] += next[place - 1] }
        var members = [UInt32](repeating: 0, count: handles.count)
        for (member, handle) in handles.enumerated() {
            let place = Int(handle.high >> shift)
            members[next[place]] = UInt32(member)
            next[place] += 1
        }
        // A place has ended where the next one begins.
        var start = 0
        for end in next.dropLast() {
            if end - start > 1 { members[start..<end].sort { handles[Int($0)] < handles[Int($1)] } }
            start = end
        }
        records = RowRecordColumn(count: handles.count) {
            let member = Int(members[$0])
            return RowRecord(handle: handles[member], position: positions[member])
        }
        repeated = zip(members, members.dropFirst()).filter { handles[Int($0)] == handles[Int($1)] }.map { Int($0.0) }
        self.members = members
    }
}
