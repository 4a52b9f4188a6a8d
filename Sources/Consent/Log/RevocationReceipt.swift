// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing
package import Vocabulary

/// The coordinator's word that a revocation was logged and the member removed, an entry of the log
/// (protocol/v1/consent.md §8).
package struct RevocationReceipt: LogStatement {
    package static let type = "revocation-receipt"

    package let reference: RoundReference
    package let transcript: Digest
    /// The brand's handle of the row.
    package let handle: Handle
    /// SHA-256 of the canonical bytes of the brand's envelope.
    package let revocation: Digest
    package let at: Timestamp
    package let sequence: Int
    package let previous: Digest

    package var from: PartyID { .coordinator }

    package init(
        reference: RoundReference, transcript: Digest, handle: Handle, revocation: Digest, at: Timestamp,
        sequence: Int, previous: Digest
    ) {
        self.reference = reference
        self.transcript = transcript
        self.handle = handle
        self.revocation = revocation
        self.at = at
        self.sequence = sequence
        self.previous = previous
    }

    /// Answers a revocation.
    package init(to revocation: Signed<Revocation>, at: Timestamp, sequence: Int, previous: Digest) {
        self.init(
            reference: revocation.body.reference, transcript: revocation.body.transcript,
            handle: revocation.body.handle, revocation: Digest(sha256: revocation.bytes), at: at, sequence: sequence,
            previous: previous)
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        try reader.coordinator("from")
        transcript = try reader.digest("transcript")
        handle = try reader.handle("handle")
        revocation = try reader.digest("revocation")
        at = try reader.timestamp("at")
        sequence = try reader.sequence("sequence")
        previous = try reader.digest("previous")
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex), "handle": .string(handle.hex),
            "revocation": .string(revocation.hex), "at": .string(at.text), "sequence": .integer(Int64(sequence)),
            "previous": .string(previous.hex),
        ]) { current, _ in current }
    }

    /// True where the receipt is about the row of the revocation, whichever envelope brought it.
    package func concerns(_ revocation: Revocation) -> Bool {
        reference == revocation.reference && transcript == revocation.transcript && handle == revocation.handle
    }

    /// True where the receipt answers the revocation: same round, row and envelope.
    package func answers(_ revocation: Signed<Revocation>) -> Bool {
        concerns(revocation.body) && self.revocation == Digest(sha256: revocation.bytes)
    }
}
