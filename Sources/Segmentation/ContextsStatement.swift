// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The brand's change of an agreement's contexts (protocol/v1/segments.md §4).
package struct ContextsStatement: StatementBody {
    package static let type = "contexts"

    package let agreement: AgreementID
    package let from: PartyID
    package let at: Timestamp
    /// New or replaced, at most 64.
    package let contexts: [ContextDefinition]
    /// The names of those that end, at most 64.
    package let remove: [String]

    package init(
        agreement: AgreementID, from: PartyID, at: Timestamp, contexts: [ContextDefinition], remove: [String]
    ) {
        self.agreement = agreement
        self.from = from
        self.at = at
        self.contexts = contexts
        self.remove = remove
    }

    package init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
        at = try reader.timestamp("at")
        contexts = try reader.objects("contexts", count: 0...SegmentSet.maximumCount) {
            try ContextDefinition(reading: &$0)
        }
        remove = try reader.removals(besides: contexts.map(\.name), in: "contexts")
    }

    package var fields: [String: JSONValue] {
        [
            "agreement": .string(agreement.hex), "from": .string(from.name), "at": .string(at.text),
            "contexts": .array(contexts.map(\.json)), "remove": .array(remove.map { .string($0) }),
        ]
    }
}
