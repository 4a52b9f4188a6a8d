// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// A party's signature under an agreement, given through its identifier.
package struct Acceptance: StatementBody {
    package static let type = "acceptance"

    /// What is accepted.
    package let agreement: AgreementID
    /// Who accepts.
    package let from: PartyID

    package init(agreement: AgreementID, from: PartyID) {
        self.agreement = agreement
        self.from = from
    }

    package init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
    }

    package var fields: [String: JSONValue] {
        ["agreement": .string(agreement.hex), "from": .string(from.name)]
    }
}
