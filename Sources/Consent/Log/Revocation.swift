// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing
package import Vocabulary

/// The brand's word that a member may no longer be written to; it never ends (protocol/v1/consent.md §8).
package struct Revocation: RoundStatement {
    package static let type = "revocation"

    package let reference: RoundReference
    /// The brand.
    package let from: PartyID
    package let transcript: Digest
    /// The brand's handle of the row.
    package let handle: Handle
    /// The moment of the brand's clock.
    package let at: Timestamp

    package init(reference: RoundReference, from: PartyID, transcript: Digest, handle: Handle, at: Timestamp) {
        self.reference = reference
        self.from = from
        self.transcript = transcript
        self.handle = handle
        self.at = at
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        transcript = try reader.digest("transcript")
        handle = try reader.handle("handle")
        at = try reader.timestamp("at")
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex), "handle": .string(handle.hex),
            "at": .string(at.text),
        ]) { current, _ in current }
    }
}
