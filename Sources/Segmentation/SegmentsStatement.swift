// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The brand's change of an agreement's segments (protocol/v1/segments.md §3).
package struct SegmentsStatement: StatementBody {
    package static let type = "segments"

    package let agreement: AgreementID
    package let from: PartyID
    package let at: Timestamp
    /// New or replaced, at most 64.
    package let segments: [SegmentDefinition]
    /// The names of those that end, at most 64.
    package let remove: [String]

    package init(
        agreement: AgreementID, from: PartyID, at: Timestamp, segments: [SegmentDefinition], remove: [String]
    ) {
        self.agreement = agreement
        self.from = from
        self.at = at
        self.segments = segments
        self.remove = remove
    }

    package init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
        at = try reader.timestamp("at")
        segments = try reader.objects("segments", count: 0...SegmentSet.maximumCount) {
            try SegmentDefinition(reading: &$0)
        }
        remove = try reader.removals(besides: segments.map(\.name), in: "segments")
    }

    package var fields: [String: JSONValue] {
        [
            "agreement": .string(agreement.hex), "from": .string(from.name), "at": .string(at.text),
            "segments": .array(segments.map(\.json)), "remove": .array(remove.map { .string($0) }),
        ]
    }
}
