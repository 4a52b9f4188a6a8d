// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// A party's word that it saw all commitments, as one digest T (protocol/v1/matching.md §4.2).
package struct TranscriptAgreement: RoundStatement {
    package static let type = "transcript"

    package let reference: RoundReference
    package let from: PartyID
    /// T, see ``Transcript``.
    package let transcript: Digest

    package init(reference: RoundReference, from: PartyID, transcript: Digest) {
        self.reference = reference
        self.from = from
        self.transcript = transcript
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        transcript = try reader.digest("transcript")
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex),
        ]) { current, _ in current }
    }
}
