// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// Names the round that a statement belongs to, by agreement and round id.
///
/// Every statement of a round carries both, so that no signature counts anywhere else (protocol/v1/matching.md §4).
package struct RoundReference: Hashable, Sendable {
    /// The agreement under which the round runs.
    package let agreement: AgreementID
    /// The round.
    package let round: RoundID

    /// Joins the two identifiers.
    package init(agreement: AgreementID, round: RoundID) {
        self.agreement = agreement
        self.round = round
    }

    /// Reads the fields `agreement` and `round`.
    package init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        round = try reader.roundID("round")
    }

    /// The two fields of a statement's body.
    package var fields: [String: JSONValue] {
        ["agreement": .string(agreement.hex), "round": .string(round.hex)]
    }
}
