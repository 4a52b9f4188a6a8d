// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A request to open the next round of an agreement (protocol/v1/matching.md §5).
package struct RoundOpening: RoundStatement {
    package static let type = "round-opening"

    package let reference: RoundReference
    package let from: PartyID
    /// The last round's number plus 1.
    package let number: UInt32

    package init(reference: RoundReference, from: PartyID, number: UInt32) {
        self.reference = reference
        self.from = from
        self.number = number
    }

    package init(reading reader: inout ObjectReader) throws {
        reference = try RoundReference(reading: &reader)
        from = try reader.party("from")
        number = try UInt32(reader.integer("number", in: 1...Int64(UInt32.max)))
    }

    package var fields: [String: JSONValue] {
        reference.fields.merging([
            "from": .string(from.name), "number": .integer(Int64(number)),
        ]) { current, _ in current }
    }
}
