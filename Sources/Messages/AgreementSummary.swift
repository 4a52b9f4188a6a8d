// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// One line of a party's list of agreements at the coordinator (protocol/v1/http.md §3).
package struct AgreementSummary: Equatable, Sendable {
    package let id: AgreementID
    package let name: String
    /// Parties whose acceptance is still missing, ring order.
    package let missing: [PartyID]

    package init(id: AgreementID, name: String, missing: [PartyID]) {
        self.id = id
        self.name = name
        self.missing = missing
    }

    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "agreement")
        id = try reader.agreementID("agreement")
        name = try reader.visibleText("name")
        missing = try reader.parties("missing")
        try reader.finish()
    }

    package var json: JSONValue {
        .object([
            "agreement": .string(id.hex), "name": .string(name),
            "missing": .array(missing.map { .string($0.name) }),
        ])
    }
}
