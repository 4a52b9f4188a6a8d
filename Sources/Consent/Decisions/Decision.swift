// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing
package import Vocabulary

/// The coordinator's word on one row of the brand, an entry of the log (protocol/v1/consent.md §5).
package struct Decision: LogStatement {
    package static let type = "decision"

    package let reference: RoundReference
    package let transcript: Digest
    /// The brand's handle of the row.
    package let handle: Handle
    /// What was decided on; nil where the brand sent no record.
    package let basis: Basis?
    package let verdict: Verdict
    package let at: Timestamp
    package let sequence: Int
    package let previous: Digest

    package var from: PartyID { .coordinator }

    /// Names the record that was decided on, without holding it.
    package struct Basis: Hashable, Sendable {
        /// The commitment to the number.
        package let subject: Digest
        /// SHA-256 of the canonical form of the consent record.
        package let record: Digest

        package init(subject: Digest, record: Digest) {
            self.subject = subject
            self.record = record
        }

        package init(_ consent: BoundConsent) {
            self.init(subject: consent.subject, record: consent.record.digest)
        }
    }

    package init(
        reference: RoundReference, transcript: Digest, handle: Handle, basis: Basis?, verdict: Verdict, at: Timestamp,
        sequence: Int, previous: Digest
    ) {
        self.reference = reference
        self.transcript = transcript
        self.handle = handle
        self.basis = basis
        self.verdict = verdict
        self.at = at
        self.sequence = sequence
        self.previous = previous
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        try reader.coordinator("from")
        transcript = try reader.digest("transcript")
        handle = try reader.handle("handle")
        if reader.has("subject") || reader.has("record") {
            basis = Basis(subject: try reader.digest("subject"), record: try reader.digest("record"))
        } else {
            basis = nil
        }
        verdict = try Verdict(reading: &reader)
        at = try reader.timestamp("at")
        sequence = try reader.sequence("sequence")
        previous = try reader.digest("previous")
        guard (basis == nil) == verdict.reasons.contains(where: { $0.code == .noRecord }) else {
            throw reader.error("record", "expected subject and record exactly where the brand sent a record")
        }
        if let until = verdict.until, until <= at {
            throw reader.error("until", "expected a moment after the decision")
        }
    }

    package var fields: [String: JSONValue] {
        var fields = reference.fields.merging(verdict.fields) { current, _ in current }
        fields["from"] = .string(from.name)
        fields["transcript"] = .string(transcript.hex)
        fields["handle"] = .string(handle.hex)
        fields["subject"] = basis.map { .string($0.subject.hex) }
        fields["record"] = basis.map { .string($0.record.hex) }
        fields["at"] = .string(at.text)
        fields["sequence"] = .integer(Int64(sequence))
        fields["previous"] = .string(previous.hex)
        return fields
    }
}
