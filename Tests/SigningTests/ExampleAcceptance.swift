// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Vocabulary

/// The body of the worked example in protocol/v1/encoding.md.
struct ExampleAcceptance: StatementBody {
    static let type = "acceptance"

    let agreement: AgreementID
    let from: PartyID

    init(reading reader: inout ObjectReader) throws {
        agreement = try reader.agreementID("agreement")
        from = try reader.party("from")
    }

    var fields: [String: JSONValue] { ["agreement": .string(agreement.hex), "from": .string(from.name)] }
}
