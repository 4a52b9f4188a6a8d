// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements

extension Agreement {
    /// Says whether two agreements match the same way: over the same keys, with the same value for every set of them.
    ///
    /// Spelling, order and names of the parties do not count; the same words over other keys are another expression.
    package func matchesLike(_ other: Agreement) -> Bool {
        var positions: [Int] = []
        for party in parties {
            guard let position = other.parties.firstIndex(where: { $0.key == party.key }) else { return false }
            positions.append(position)
        }
        guard other.parties.count == parties.count else { return false }
        return match.truthTable.indices.allSatisfy { mask in
            let same = positions.indices.reduce(0) { $0 | (mask >> $1 & 1) << positions[$1] }
            return match.truthTable[mask] == other.match.truthTable[same]
        }
    }
}
