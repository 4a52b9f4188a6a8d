// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension MatchExpression {
    /// Checks all 2^n cells, as every signer does for itself (protocol/v1/agreement.md, section 4).
    ///
    /// - Parameters:
    ///   - roles: the role of each party, in the order of `parties`.
    ///   - learners: the parties that learn which of their rows matched.
    /// - Returns: every violation, by rule and then by cell; empty where the expression is sound.
    package func checkCells(roles: [Role], learners: Set<PartyID>) -> [CellViolation] {
        let cells = trueCells
        guard !cells.isEmpty else { return [.neverTrue] }
        var violations: [CellViolation] = []
        for cell in cells where cell.nonzeroBitCount < 2 {
            violations.append(.tooFewParties(cell: parties(in: cell)))
        }
        for (index, party) in parties.enumerated() {
            let bit: UInt8 = 1 << UInt8(index)
            let role = index < roles.count ? roles[index] : .partner
            if role == .consent, let cell = cells.first(where: { $0 & bit == 0 }) {
                violations.append(.withoutConsent(cell: parties(in: cell), party: party))
            }
            if role == .suppression, let cell = cells.first(where: { $0 & bit != 0 }) {
                violations.append(.withSuppression(cell: parties(in: cell), party: party))
            }
            if learners.contains(party), let cell = cells.first(where: { $0 & bit == 0 }) {
                violations.append(.withoutLearner(cell: parties(in: cell), party: party))
            }
            if !depends(on: index) { violations.append(.independent(of: party)) }
        }
        return violations
    }

    /// Checks all cells against the parties of an agreement.
    package func checkCells(of agreement: Agreement) -> [CellViolation] {
        checkCells(
            roles: agreement.parties.map(\.role),
            learners: Set(agreement.partyIDs.filter { agreement.learnsMatchedRows($0) }))
    }
}
