// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
package import Messages
package import Signing
package import Vocabulary

/// A round's result as one party accepts it (protocol/v1/matching.md §4.6).
package struct RoundResult: Sendable {
    package let manifest: Signed<ResultManifest>
    /// The party's matched rows in handle order; nil where it does not learn them or the result is below the minimum.
    package let rows: [RowRecord]?

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

    /// Accepts a manifest and the row records that came with it.
    ///
    /// - Parameters:
    ///   - manifest: verified.
    ///   - records: the pages one after the other; nil where none were due.
    package init(
        manifest: Signed<ResultManifest>, records: [UInt8]?, for party: PartyID, under commitments: CommitmentSet
    ) throws(BlindingError) {
        self.manifest = manifest
        let body = manifest.body
        guard body.decision == .matched, commitments.agreement.learnsMatchedRows(party) else {
            guard records == nil else { throw .badResult("rows came with it that are not due") }
            rows = nil
            return
        }
        guard let root = body.rows[party], let records else { throw .badResult("the rows are missing") }
        guard records.withUnsafeBytes({ MerkleTree.root(of: $0, width: RowRecord.width) }) == root else {
            throw .badResult("the rows do not hash to its digest")
        }
        guard let own = commitments.commitments.first(where: { $0.body.from == party }) else {
            throw .ownCommitmentChanged
        }
        let parsed = records.withUnsafeBytes { bytes in
            bytes.baseAddress.map { base in
                (0..<bytes.count / RowRecord.width).map { RowRecord(unalignedAt: base + $0 * RowRecord.width) }
            } ?? []
        }
        guard zip(parsed, parsed.dropFirst()).allSatisfy({ $0.handle < $1.handle }) else {
            throw .badResult("its handles are not in order, or one is there twice")
        }
        var seen = [Bool](repeating: false, count: own.body.count)
        for record in parsed {
            guard record.position < seen.count, !seen[Int(record.position)] else {
                throw .badResult("a position is there twice or outside the list")
            }
            seen[Int(record.position)] = true
        }
        guard parsed.count >= commitments.agreement.disclosure.minimumResult else {
            throw .badResult("it has \(parsed.count) rows, fewer than the agreement's minimum")
        }
        guard parsed.count / Limits.countStep * Limits.countStep == body.members else {
            throw .badResult("its rows do not agree with its count")
        }
        rows = parsed
    }
}
