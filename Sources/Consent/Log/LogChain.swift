// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Messages
package import Vocabulary

/// The end of an agreement's log as far as it was written or verified (protocol/v1/consent.md §7).
///
/// The coordinator gets from it the place of the next entry; the brand keeps it for ever and notices a log that was
/// cut, reordered or rewritten.
package struct LogChain: Hashable, Sendable {
    package let agreement: AgreementID
    /// The number of the last entry, 0 before the first.
    package private(set) var sequence: Int
    /// The hash of the last entry: `previous` of the next one.
    package private(set) var hash: Digest

    /// The beginning of an agreement's log: SHA-256("SYMBOLON-V1-LOG" ‖ agreement id).
    package init(of agreement: AgreementID) {
        self.agreement = agreement
        sequence = 0
        hash = Digest(sha256: Array(DomainSeparation.log.utf8) + agreement.bytes)
    }

    /// A place in the log that was kept.
    package init(of agreement: AgreementID, sequence: Int, hash: Digest) {
        self.agreement = agreement
        self.sequence = sequence
        self.hash = hash
    }

    /// SHA-256("SYMBOLON-V1-LOG" ‖ canonical bytes of the signed envelope).
    package static func hash(of envelope: [UInt8]) -> Digest {
        Digest(sha256: Array(DomainSeparation.log.utf8) + envelope)
    }

    /// Goes on by one entry that continues the log; unchanged where it throws.
    package mutating func append(_ entry: LogEntry) throws(LogChainError) {
        guard entry.reference.agreement == agreement else { throw .otherAgreement(sequence: sequence + 1) }
        guard entry.sequence == sequence + 1 else {
            throw .wrongSequence(expected: sequence + 1, found: entry.sequence)
        }
        guard entry.previous == hash else { throw .brokenChain(sequence: entry.sequence) }
        sequence = entry.sequence
        hash = Self.hash(of: entry.envelope)
    }

    /// Goes on by entries that continue the log one after the other; unchanged where it throws.
    package mutating func append(contentsOf entries: some Sequence<LogEntry>) throws(LogChainError) {
        var longer = self
        for entry in entries { try longer.append(entry) }
        self = longer
    }

    /// True where the entry is the one that the log ends with here: the way to see that nothing was cut off.
    package func ends(with entry: LogEntry) -> Bool {
        entry.reference.agreement == agreement && entry.sequence == sequence && Self.hash(of: entry.envelope) == hash
    }
}
