// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// A hop's signature under one chunk it multiplied: what came in and what went out (protocol/v1/matching.md §4.4).
package struct HopReceipt: RoundStatement {
    package static let type = "hop"

    package let reference: RoundReference
    package let from: PartyID
    package let transcript: Digest
    /// The place of the output: list, hop and chunk.
    package let place: ChunkPlace
    /// Records in the chunk.
    package let count: Int
    /// The chunk's digest at the hop before.
    package let input: Digest
    /// The chunk's digest after this hop.
    package let output: Digest

    package init(
        reference: RoundReference, from: PartyID, transcript: Digest, place: ChunkPlace, count: Int, input: Digest,
        output: Digest
    ) {
        self.reference = reference
        self.from = from
        self.transcript = transcript
        self.place = place
        self.count = count
        self.input = input
        self.output = output
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        transcript = try reader.digest("transcript")
        place = ChunkPlace(
            list: try reader.party("list"),
            hop: try Int(reader.integer("hop", in: 1...Int64(Limits.parties - 1))),
            chunk: try Int(reader.integer("chunk", in: 0...Int64(Limits.chunks - 1))))
        count = try Int(reader.integer("count", in: 1...Int64(Limits.chunkRows)))
        input = try reader.digest("input")
        output = try reader.digest("output")
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "transcript": .string(transcript.hex), "list": .string(place.list.name),
            "hop": .integer(Int64(place.hop)), "chunk": .integer(Int64(place.chunk)),
            "count": .integer(Int64(count)), "input": .string(input.hex), "output": .string(output.hex),
        ]) { current, _ in current }
    }
}
