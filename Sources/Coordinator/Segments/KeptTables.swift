// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Segmentation
package import Vocabulary

/// The members of the rounds that were asked for last, so that two agreements in turn do not have them read each time.
package struct KeptTables {
    private struct Entry {
        let generation: Int
        let table: MemberTable
    }

    /// How many members are kept besides those of the round that was asked for last; one takes about 100 bytes and its
    /// attributes.
    private let maximumMembers: Int

    private var entries: [RoundID: Entry] = [:]
    /// The rounds in the order in which they were asked for, the last one at the end.
    private var order: [RoundID] = []

    package init(maximumMembers: Int = 1_000_000) { self.maximumMembers = maximumMembers }

    /// The members of a round as of a generation; nil where they are not kept.
    package mutating func table(of round: RoundID, generation: Int) -> MemberTable? {
        guard let entry = entries[round], entry.generation == generation else { return nil }
        order.removeAll { $0 == round }
        order.append(round)
        return entry.table
    }

    /// Keeps the members of a round, and lets those go that changed since or for which there is no room.
    package mutating func keep(_ table: MemberTable, of round: RoundID, generation: Int) {
        entries[round] = Entry(generation: generation, table: table)
        order.removeAll { $0 == round }
        var room = maximumMembers
        for older in order.reversed() {
            guard let entry = entries[older], entry.generation == generation, entry.table.count <= room else {
                entries[older] = nil
                continue
            }
            room -= entry.table.count
        }
        order = order.filter { entries[$0] != nil } + [round]
    }
}
