// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Signing
import Testing
import Vocabulary

/// One agreement of four parties, in YAML and in its signed form, with the keys to sign it.
enum Fixture {
    /// The key of the party at an index; -1 is the coordinator's.
    static func key(_ index: Int) throws -> IdentityKey {
        try IdentityKey(rawRepresentation: Array(repeating: UInt8(index + 2), count: 32))
    }

    static func party(_ name: String) throws -> PartyID { try #require(PartyID(name)) }

    /// A further partner, as JSON.
    static func party(id: String, seed: UInt8) throws -> JSONValue {
        let key = try IdentityKey(rawRepresentation: Array(repeating: seed, count: 32)).publicIdentity
        return .object([
            "id": .string(id), "role": .string("partner"), "key": .string(key.hex), "cap": .integer(1000),
            "entitled": .bool(false),
        ])
    }

    /// The file that a person would write.
    static func yaml() throws -> String {
        """
        version: 1
        name: spring-launch
        coordinator: {name: symbolond.example, key: \(try key(-1).publicIdentity.hex)}
        parties:
          - id: acme
            role: brand
            key: \(try key(0).publicIdentity.hex)
            cap: 2000000
            entitled: true
          - {id: streamco, role: partner, key: \(try key(1).publicIdentity.hex), cap: 5000000}
          - {id: consenthub, role: consent, key: \(try key(2).publicIdentity.hex), cap: 9000000, entitled: true}
          - {id: optouts, role: suppression, key: \(try key(3).publicIdentity.hex), cap: 9000}
        match: (acme and streamco) and consenthub and (not optouts)
        sender: ACME Stores
        purpose: marketing
        channels: [sms, whatsapp]
        policies: [us-federal]
        grants:
          - party: streamco
            attributes:
              - {name: interest.sport, type: string}
              - {name: visits, type: integer}
        plan: {from: "8.12", until: "9"}
        validity: {from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z"}

        """
    }

    static func agreement() throws -> Agreement { try Agreement(yaml: yaml().utf8, file: "spring.yaml") }

    /// The signed form of the same agreement, written by hand.
    static func signedForm() throws -> String {
        let keys = try (-1...3).map { try key($0).publicIdentity.hex }
        return """
            {"assurance":"collusion-resistant","channels":["sms","whatsapp"],"chunkRows":65535,\
            "coordinator":{"key":"\(keys[0])","name":"symbolond.example"},\
            "disclosure":{"allowShrunkSuppression":false,"budgetFactor":12,"budgetRounds":12,"minimumChange":50,\
            "minimumList":1000,"minimumResult":100,"windowDays":30},\
            "grants":[{"attributes":[{"name":"interest.sport","type":"string"},{"name":"visits","type":"integer"}],\
            "party":"streamco"}],"match":"acme and streamco and consenthub and not optouts","name":"spring-launch",\
            "parties":[{"cap":2000000,"entitled":true,"id":"acme","key":"\(keys[1])","role":"brand"},\
            {"cap":5000000,"entitled":false,"id":"streamco","key":"\(keys[2])","role":"partner"},\
            {"cap":9000000,"entitled":true,"id":"consenthub","key":"\(keys[3])","role":"consent"},\
            {"cap":9000,"entitled":false,"id":"optouts","key":"\(keys[4])","role":"suppression"}],\
            "plan":{"canonicalization":"e164-1","from":"8.12","until":"9"},"policies":["us-federal"],\
            "purpose":"marketing","retentionDays":90,"rounds":{"deadlineHours":24,"intervalHours":0,"maximum":12},\
            "sender":"ACME Stores","validity":{"from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z"},"version":1}
            """
    }

    /// The fixture as JSON with changes by path; a nil value removes the field.
    static func changed(_ changes: [(String, JSONValue?)]) throws -> JSONValue {
        try changes.reduce(agreement().json) { json, change in
            json.replacing(Path.parse(change.0)[...], by: change.1)
        }
    }
}
