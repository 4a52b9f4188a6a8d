// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// What many rows of a list say alike: a consent but for the moments of its grant and of its end.
///
/// Found right once, for all rows that differ in nothing else.
package final class ConsentTemplate: Sendable {
    /// The record of the row that it was made of.
    private let record: ConsentRecord
    /// The canonical form in front of the moments, and behind them.
    private let head: [UInt8]
    private let tail: [UInt8]
    /// What the record claims under the terms of the list's agreement.
    private let claim: ConsentClaim
    /// Whether the record names the sender of those terms.
    package let isFromSender: Bool
    /// False where no text has as many digits in a row as the shortest part of a number that counts.
    private let mayHoldNumber: Bool

    package init(_ record: ConsentRecord, terms: ConsentTerms) {
        self.record = record
        claim = ConsentClaim(record, row: 0, terms: terms)
        isFromSender = terms.isSender(of: record)
        (head, tail) = record.canonicalBytesAroundMoments
        mayHoldNumber = record.mayHoldNumber
    }

    package var sender: String { record.sender }
    package var state: ConsentState { record.state }

    /// The record of other moments.
    package func record(givenAt given: Timestamp, expiresAt end: Timestamp?) -> ConsentRecord {
        ConsentRecord(
            sender: record.sender, purpose: record.purpose, channels: record.channels, state: record.state,
            givenAt: given, expiresAt: end, method: record.method, notice: record.notice,
            jurisdiction: record.jurisdiction, evidence: record.evidence)
    }

    /// Appends the canonical form of that record.
    package func appendCanonical(givenAt given: Timestamp, expiresAt end: Timestamp?, to bytes: inout [UInt8]) {
        bytes += head
        ConsentRecord.appendCanonical(givenAt: given, expiresAt: end, to: &bytes)
        bytes += tail
    }

    /// See ``ConsentRecord/holdsNumber(_:)``.
    package func holdsNumber(_ digits: UInt64) -> Bool { mayHoldNumber && record.holdsNumber(digits) }

    /// The claim of a row with these moments.
    package func claim(givenAt given: Timestamp, expiresAt end: Timestamp?, row: Int) -> ConsentClaim {
        claim.at(given, until: end, row: row)
    }
}
