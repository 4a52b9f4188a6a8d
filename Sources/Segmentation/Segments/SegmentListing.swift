// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The segments of an agreement as the brand is told of them (protocol/v1/http.md §3).
package struct SegmentListing: Equatable, Sendable {
    /// One segment.
    package struct Entry: Equatable, Sendable {
        package let definition: SegmentDefinition
        /// Members rounded down to 50; nil below the minimum, and where there are no members yet.
        package let size: Int?

        package init(definition: SegmentDefinition, size: Int?) {
            self.definition = definition
            self.size = size
        }
    }

    /// The round whose members were counted, and when it was decided; nil where none is decided yet.
    package let round: RoundID?
    package let decidedAt: Timestamp?
    package let entries: [Entry]

    package init(round: RoundID?, decidedAt: Timestamp?, entries: [Entry]) {
        self.round = round
        self.decidedAt = decidedAt
        self.entries = entries
    }

    /// Reads the document; unknown fields are refused.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "segments")
        round = reader.has("round") ? try reader.roundID("round") : nil
        decidedAt = reader.has("decidedAt") ? try reader.timestamp("decidedAt") : nil
        entries = try reader.objects("segments", count: 0...1000) { reader in
            let definition = try SegmentDefinition(reading: &reader)
            return Entry(
                definition: definition,
                size: try reader.optionalInteger("size", in: 0...Int64(UInt32.max)).map { Int($0) })
        }
        try reader.finish()
    }

    /// The document as it is sent.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "segments": .array(
                entries.map { entry in
                    var fields = entry.definition.fields
                    fields["size"] = entry.size.map { .integer(Int64($0)) }
                    return .object(fields)
                })
        ]
        fields["round"] = round.map { .string($0.hex) }
        fields["decidedAt"] = decidedAt.map { .string($0.text) }
        return .object(fields)
    }
}
