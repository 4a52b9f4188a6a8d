// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What a party can do in a round right now (protocol/v1/http.md §3).
package struct RoundWork: Equatable, Sendable {
    package let state: RoundState
    package let revision: Int
    /// Own chunks of hop 0 still to upload, lowest first.
    package let uploads: [Int]
    /// Hops to do: the places of the outputs.
    package let turns: [ChunkPlace]

    package init(state: RoundState, revision: Int, uploads: [Int], turns: [ChunkPlace]) {
        self.state = state
        self.revision = revision
        self.uploads = uploads
        self.turns = turns
    }

    /// Reads the document; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "work")
        state = try reader.choice("state")
        revision = try Int(reader.integer("revision", in: 0...Limits.integer))
        uploads = try reader.array("uploads").map { value in
            guard case .integer(let index) = value, (0..<Int64(Limits.chunks)).contains(index) else {
                throw reader.error("uploads", "expected chunk indices")
            }
            return Int(index)
        }
        turns = try reader.array("turns").map { value in
            var turn = try ObjectReader(value, path: "work.turns")
            let place = ChunkPlace(
                list: try turn.party("list"),
                hop: try Int(turn.integer("hop", in: 1...Int64(Limits.parties - 1))),
                chunk: try Int(turn.integer("chunk", in: 0...Int64(Limits.chunks - 1))))
            try turn.finish()
            return place
        }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        .object([
            "state": .string(state.rawValue),
            "revision": .integer(Int64(revision)),
            "uploads": .array(uploads.map { .integer(Int64($0)) }),
            "turns": .array(
                turns.map {
                    .object([
                        "list": .string($0.list.name), "hop": .integer(Int64($0.hop)),
                        "chunk": .integer(Int64($0.chunk)),
                    ])
                }),
        ])
    }

    /// Whether a chunk may still be due: it is listed, or the list is full and may have left it out.
    package func mayLack(_ place: ChunkPlace, of party: PartyID) -> Bool {
        if state.isFinal { return false }
        if place.hop == 0, place.list == party {
            return uploads.contains(place.chunk) || uploads.count >= Limits.workItems
        }
        return turns.contains(place) || turns.count >= Limits.workItems
    }
}
