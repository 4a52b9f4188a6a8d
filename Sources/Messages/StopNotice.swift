// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// A party's or the coordinator's notice that a round cannot go on, with its evidence (protocol/v1/matching.md §5).
package struct StopNotice: RoundStatement {
    package static let type = "stop"

    package let reference: RoundReference
    package let from: PartyID
    /// T, where it exists.
    package let transcript: Digest?
    package let reason: StopReason
    /// Who signed what is at fault; absent where nobody did.
    package let accused: PartyID?
    /// Which chunk is at fault.
    package let place: ChunkPlace?
    /// Which record of the chunk is at fault.
    package let row: Int?

    package init(
        reference: RoundReference, from: PartyID, transcript: Digest?, reason: StopReason, accused: PartyID? = nil,
        place: ChunkPlace? = nil, row: Int? = nil
    ) {
        self.reference = reference
        self.from = from
        self.transcript = transcript
        self.reason = reason
        self.accused = accused
        self.place = place
        self.row = row
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        transcript = reader.has("transcript") ? try reader.digest("transcript") : nil
        reason = try reader.choice("reason")
        accused = reader.has("accused") ? try reader.party("accused") : nil
        if reader.has("list") || reader.has("hop") || reader.has("chunk") {
            place = ChunkPlace(
                list: try reader.party("list"),
                hop: try Int(reader.integer("hop", in: 0...Int64(Limits.parties - 1))),
                chunk: try Int(reader.integer("chunk", in: 0...Int64(Limits.chunks - 1))))
        } else {
            place = nil
        }
        row = reader.has("row") ? try Int(reader.integer("row", in: 0...Int64(Limits.chunkRows - 1))) : nil
    }

    package var fields: [String: JSONValue] {
        var fields = reference.fields
        fields["from"] = .string(from.name)
        fields["reason"] = .string(reason.rawValue)
        fields["transcript"] = transcript.map { .string($0.hex) }
        fields["accused"] = accused.map { .string($0.name) }
        fields["row"] = row.map { .integer(Int64($0)) }
        if let place {
            fields["list"] = .string(place.list.name)
            fields["hop"] = .integer(Int64(place.hop))
            fields["chunk"] = .integer(Int64(place.chunk))
        }
        return fields
    }
}
