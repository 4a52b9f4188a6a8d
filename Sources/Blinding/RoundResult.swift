// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
package import Messages
package import Signing
import Vocabulary

/// Verifies a round's result as one party accepts it (protocol/v1/matching.md §4.6); its rows are ``ResultRows``.
package enum RoundResult {
    /// Verifies the manifest under the coordinator's key, for this round, and that its parts agree with each other.
    package static func verify(
        _ statement: Unverified<ResultManifest>, against commitments: CommitmentSet
    ) throws(BlindingError) -> Signed<ResultManifest> {
        guard let signed = try? statement.verified(by: commitments.agreement.coordinator.key) else {
            throw .badSignature(of: .coordinator, on: ResultManifest.type)
        }
        guard signed.body.reference == commitments.reference, signed.body.transcript == commitments.transcript else {
            throw .badResult("it is for another round or transcript")
        }
        try checkParts(of: signed.body, under: commitments.agreement)
        return signed
    }

    /// A party that learns no rows has nothing but this to tell a result that was made up.
    private static func checkParts(
        of manifest: ResultManifest, under agreement: Agreement
    ) throws(BlindingError) {
        let learners = Set(agreement.partyIDs.filter { agreement.learnsMatchedRows($0) })
        switch manifest.decision {
        case .belowMinimum:
            guard manifest.members == 0, manifest.rows.isEmpty else {
                throw .badResult("it is below the minimum and states members or rows")
            }
        case .matched:
            guard Set(manifest.rows.keys) == learners else {
                throw .badResult("it does not state the rows of exactly the parties that learn them")
            }
            let minimum = agreement.disclosure.minimumResult / Limits.countStep * Limits.countStep
            guard manifest.members.isMultiple(of: Limits.countStep), manifest.members >= minimum else {
                throw .badResult("its count is finer than allowed or under the agreement's minimum")
            }
        }
    }
}
