// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// A reason why a match expression would give away too much, or could never match.
package enum CellViolation: Equatable, Sendable, CustomStringConvertible {
    case neverTrue
    case tooFewParties(cell: [PartyID])
    case withoutConsent(cell: [PartyID], party: PartyID)
    case withSuppression(cell: [PartyID], party: PartyID)
    case independent(of: PartyID)
    case withoutLearner(cell: [PartyID], party: PartyID)

    package var description: String {
        switch self {
        case .neverTrue: "no number could ever match: the expression is true in no cell"
        case .tooFewParties(let cell):
            "the cell \(Self.text(cell)) is true but holds \(cell.isEmpty ? "no" : "one") party; "
                + "every true cell needs at least two"
        case .withoutConsent(let cell, let party):
            "the cell \(Self.text(cell)) is true but the consent party \(party) is not in it; add \"and \(party)\""
        case .withSuppression(let cell, let party):
            "the cell \(Self.text(cell)) is true but holds the suppression party \(party); add \"and not \(party)\""
        case .independent(let party):
            "the result does not depend on \(party); use its list or leave the party out"
        case .withoutLearner(let cell, let party):
            "the cell \(Self.text(cell)) is true but \(party), which learns its matched rows, is not in it"
        }
    }

    private static func text(_ cell: [PartyID]) -> String { "{\(cell.map(\.name).joined(separator: ", "))}" }
}
