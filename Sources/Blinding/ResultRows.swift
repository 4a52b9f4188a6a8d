// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
package import Messages
package import Signing
package import Vocabulary

/// A party's matched rows, checked while their pages arrive (protocol/v1/matching.md §4.6).
///
/// Memory: a byte for each row of the list.
package struct ResultRows: Sendable {
    private let root: Digest
    private let members: Int
    private let minimum: Int
    private var hash = MerkleAccumulator()
    private var seen: [Bool]
    private var last: Handle?
    /// The first thing that is wrong with the rows themselves; that they are not those of the manifest is worse.
    private var fault: BlindingError?
    private var areWhole = true

    /// Rows so far.
    package var count: Int { hash.count }

    /// Begins with the first page; nil where the party learns no rows, or the result is below the minimum.
    ///
    /// - Parameter manifest: verified.
    package init?(
        of party: PartyID, promisedBy manifest: Signed<ResultManifest>, under commitments: CommitmentSet
    ) throws(BlindingError) {
        let body = manifest.body
        guard body.decision == .matched, commitments.agreement.learnsMatchedRows(party), let root = body.rows[party]
        else { return nil }
        guard let own = commitments.commitments.first(where: { $0.body.from == party }) else {
            throw .ownCommitmentChanged
        }
        self.root = root
        members = body.members
        minimum = commitments.agreement.disclosure.minimumResult
        seen = [Bool](repeating: false, count: own.body.count)
    }

    /// Adds a page: records of 20 bytes.
    package mutating func append(_ page: [UInt8]) {
        page.withUnsafeBytes { bytes in
            guard hash.append(rows: bytes, width: RowRecord.width) else {
                areWhole = false
                return
            }
            guard fault == nil, let base = bytes.baseAddress else { return }
            for start in stride(from: 0, to: bytes.count, by: RowRecord.width) {
                fault = take(RowRecord(unalignedAt: base + start))
                if fault != nil { return }
            }
        }
    }

    private mutating func take(_ record: RowRecord) -> BlindingError? {
        if let last, last >= record.handle {
            return .badResult("its handles are not in order, or one is there twice")
        }
        last = record.handle
        guard record.position < seen.count, !seen[Int(record.position)] else {
            return .badResult("a position is there twice or outside the list")
        }
        seen[Int(record.position)] = true
        return nil
    }

    /// Ends the rows, and says whether they are what the manifest promised.
    package func check() throws(BlindingError) {
        guard areWhole, hash.root == root else { throw .badResult("the rows do not hash to its digest") }
        if let fault { throw fault }
        guard count >= minimum else {
            throw .badResult("it has \(count) rows, fewer than the agreement's minimum")
        }
        guard count / Limits.countStep * Limits.countStep == members else {
            throw .badResult("its rows do not agree with its count")
        }
    }
}
