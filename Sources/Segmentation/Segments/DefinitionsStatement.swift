// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// The brand's change of an agreement's segments or contexts (protocol/v1/segments.md §3 and §4).
package struct DefinitionsStatement<Definition: NamedDefinition>: StatementBody {
    package static var type: String { Definition.list }

    package let agreement: AgreementID
    package let from: PartyID
    package let at: Timestamp
    /// New or replaced, at most 64.
    package let definitions: [Definition]
    /// The names of those that end, at most 64.
    package let remove: [String]

    package init(agreement: AgreementID, from: PartyID, at: Timestamp, definitions: [Definition], remove: [String]) {
        self.agreement = agreement
        self.from = from
        self.at = at
        self.definitions = definitions
        self.remove = remove
    }

    package init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
        at = try reader.timestamp("at")
        definitions = try reader.objects(Definition.list, count: 0...SegmentSet.maximumCount) {
            try Definition(reading: &$0)
        }
        remove = try reader.removals(besides: definitions.map(\.name), in: Definition.list)
    }

    package var fields: [String: JSONValue] {
        [
            "agreement": .string(agreement.hex), "from": .string(from.name), "at": .string(at.text),
            Definition.list: .array(definitions.map(\.json)), "remove": .array(remove.map { .string($0) }),
        ]
    }
}

package typealias SegmentsStatement = DefinitionsStatement<SegmentDefinition>
package typealias ContextsStatement = DefinitionsStatement<ContextDefinition>
