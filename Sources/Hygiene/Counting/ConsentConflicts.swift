// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers whose rows name different states of consent.
package struct ConsentConflicts: Equatable, Sendable {
    /// Numbers with two states or more; rows that say nothing, or no state, do not count.
    package private(set) var numbers: UInt64 = 0
    /// Those of them with both a yes and a no.
    package private(set) var opposed: UInt64 = 0
    /// Their rows.
    package private(set) var rows = RowSample()

    package init() {}

    mutating func count(_ sample: RowSample, _ seen: UInt16, _ states: ConsentStates) {
        // Neither nothing nor a word that is no state contradicts anything.
        let named = seen & ~(1 | 1 << UInt16(ConsentStates.other))
        guard named.nonzeroBitCount > 1 else { return }
        numbers += 1
        if named & states.granting != 0, named & states.refusing != 0 { opposed += 1 }
        rows.add(sample)
    }
}
