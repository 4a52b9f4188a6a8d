// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// What the coordinator tells a round's parties about it (protocol/v1/http.md §3); unsigned.
package struct RoundStatus: Equatable, Sendable {
    package let reference: RoundReference
    package let number: UInt32
    package let state: RoundState
    /// Rises with every accepted message.
    package let revision: Int
    /// Seconds since 1970.
    package let openedAt: Int64
    /// Seconds since 1970.
    package let deadline: Int64
    /// Parties whose commitment is there, ring order.
    package let committed: [PartyID]
    /// Parties whose transcript signature is there, ring order.
    package let agreed: [PartyID]
    package let transcript: Digest?
    package let chunksDone: Int
    /// All chunks of all hops; 0 until all commitments are there.
    package let chunksTotal: Int
    /// The notice that stopped the round, not yet verified.
    package let stop: Unverified<StopNotice>?

    package init(
        reference: RoundReference, number: UInt32, state: RoundState, revision: Int, openedAt: Int64, deadline: Int64,
        committed: [PartyID], agreed: [PartyID], transcript: Digest?, chunksDone: Int, chunksTotal: Int,
        stop: Unverified<StopNotice>?
    ) {
        self.reference = reference
        self.number = number
        self.state = state
        self.revision = revision
        self.openedAt = openedAt
        self.deadline = deadline
        self.committed = committed
        self.agreed = agreed
        self.transcript = transcript
        self.chunksDone = chunksDone
        self.chunksTotal = chunksTotal
        self.stop = stop
    }

    /// Reads a status; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "status")
        reference = try RoundReference(reading: &reader)
        number = try UInt32(reader.integer("number", in: 1...Int64(UInt32.max)))
        state = try reader.choice("state")
        revision = try Int(reader.integer("revision", in: 0...Limits.integer))
        openedAt = try reader.integer("openedAt", in: 0...Limits.integer)
        deadline = try reader.integer("deadline", in: 0...Limits.integer)
        committed = try reader.parties("committed")
        agreed = try reader.parties("agreed")
        transcript = reader.has("transcript") ? try reader.digest("transcript") : nil
        chunksDone = try Int(reader.integer("chunksDone", in: 0...Limits.integer))
        chunksTotal = try Int(reader.integer("chunksTotal", in: 0...Limits.integer))
        stop = reader.has("stop") ? try Unverified(json: reader.value("stop")) : nil
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        var fields = reference.fields
        fields["number"] = .integer(Int64(number))
        fields["state"] = .string(state.rawValue)
        fields["revision"] = .integer(Int64(revision))
        fields["openedAt"] = .integer(openedAt)
        fields["deadline"] = .integer(deadline)
        fields["committed"] = .array(committed.map { .string($0.name) })
        fields["agreed"] = .array(agreed.map { .string($0.name) })
        fields["transcript"] = transcript.map { .string($0.hex) }
        fields["chunksDone"] = .integer(Int64(chunksDone))
        fields["chunksTotal"] = .integer(Int64(chunksTotal))
        fields["stop"] = stop.map(\.json)
        return .object(fields)
    }
}
