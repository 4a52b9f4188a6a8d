// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Home
import Signing
import Vocabulary

/// Who a home's party is, as it is told to others.
struct IdentityReport {
    let party: PartyID
    let name: String
    let identity: PublicIdentity

    init(party: PartyID, name: String, identity: PublicIdentity) {
        self.party = party
        self.name = name
        self.identity = identity
    }

    init(_ home: Home) throws {
        self.init(party: home.party, name: home.name, identity: try home.publicIdentity())
    }

    var text: String {
        var table = TextTable()
        table.add("party", party.name)
        table.add("name", name)
        table.add("public key", identity.hex)
        table.add("fingerprint", identity.fingerprint.text)
        return table.text
    }

    func json(home: String? = nil) -> JSONValue {
        var members: [String: JSONValue] = [
            "party": .string(party.name), "name": .string(name), "publicKey": .string(identity.hex),
            "fingerprint": .string(identity.fingerprint.text),
        ]
        if let home { members["home"] = .string(home) }
        return .object(members)
    }
}
