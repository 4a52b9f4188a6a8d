// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// A party's promise of the list it will match: key, size and chunk digests (protocol/v1/matching.md §4.1).
///
/// The first accepted commitment of a round is final.
package struct Commitment: RoundStatement {
    package static let type = "commitment"

    package let reference: RoundReference
    package let from: PartyID
    /// The round's number under the agreement, from 1.
    package let number: UInt32
    /// K = [k]G, the public side of the round's key.
    package let key: EncodedElement
    /// Elements in the list.
    package let count: Int
    /// Merkle roots of the chunks, in order.
    package let chunks: [Digest]
    /// The party's last finished round under the agreement, 0 if there is none.
    package let previous: UInt32
    /// Numbers in this list that were not in the previous one.
    package let added: Int
    /// Numbers of the previous list that are not in this one.
    package let removed: Int
    /// The version of the numbering plan that judged the list.
    package let plan: String

    package init(
        reference: RoundReference, from: PartyID, number: UInt32, key: EncodedElement, count: Int, chunks: [Digest],
        previous: UInt32, added: Int, removed: Int, plan: String
    ) {
        self.reference = reference
        self.from = from
        self.number = number
        self.key = key
        self.count = count
        self.chunks = chunks
        self.previous = previous
        self.added = added
        self.removed = removed
        self.plan = plan
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        number = try UInt32(reader.integer("number", in: 1...Int64(UInt32.max)))
        key = try reader.element("key")
        count = try Int(reader.integer("count", in: 0...Limits.rows))
        chunks = try reader.digests("chunks", atMost: Limits.chunks)
        previous = try UInt32(reader.integer("previous", in: 0...Int64(UInt32.max)))
        added = try Int(reader.integer("added", in: 0...Limits.rows))
        removed = try Int(reader.integer("removed", in: 0...Limits.rows))
        plan = try reader.string("plan")
        guard (1...64).contains(plan.utf8.count), plan.utf8.allSatisfy({ (32...126).contains($0) }) else {
            throw reader.error("plan", "expected 1 to 64 printable ASCII characters")
        }
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "number": .integer(Int64(number)), "key": .string(key.hex),
            "count": .integer(Int64(count)), "chunks": .array(chunks.map { .string($0.hex) }),
            "previous": .integer(Int64(previous)), "added": .integer(Int64(added)),
            "removed": .integer(Int64(removed)), "plan": .string(plan),
        ]) { current, _ in current }
    }
}
