// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing
package import Vocabulary

/// Ends the decisions of a round, an entry of the log (protocol/v1/consent.md §7).
package struct RoundDecided: LogStatement {
    package static let type = "decided"

    package let reference: RoundReference
    package let transcript: Digest
    package let at: Timestamp
    /// Rows of the brand that were allowed.
    package let allowed: Int
    /// Rows of the brand that were refused, for want of a record too.
    package let refused: Int
    package let sequence: Int
    package let previous: Digest

    package var from: PartyID { .coordinator }

    package init(
        reference: RoundReference, transcript: Digest, at: Timestamp, allowed: Int, refused: Int, sequence: Int,
        previous: Digest
    ) {
        self.reference = reference
        self.transcript = transcript
        self.at = at
        self.allowed = allowed
        self.refused = refused
        self.sequence = sequence
        self.previous = previous
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        try reader.coordinator("from")
        transcript = try reader.digest("transcript")
        at = try reader.timestamp("at")
        allowed = try reader.rows("allowed")
        refused = try reader.rows("refused")
        sequence = try reader.sequence("sequence")
        previous = try reader.digest("previous")
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex), "at": .string(at.text),
            "allowed": .integer(Int64(allowed)), "refused": .integer(Int64(refused)),
            "sequence": .integer(Int64(sequence)), "previous": .string(previous.hex),
        ]) { current, _ in current }
    }
}
