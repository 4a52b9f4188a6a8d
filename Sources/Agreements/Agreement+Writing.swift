// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

extension Agreement {
    /// The agreement as JSON, every default written out; its canonical bytes are the signed form.
    package var json: JSONValue {
        .object([
            "version": .integer(1),
            "name": .string(name),
            "coordinator": .object(["name": .string(coordinator.name), "key": .string(coordinator.key.hex)]),
            "parties": .array(parties.map(\.json)),
            "match": .string(match.text),
            "assurance": .string(assurance.rawValue),
            "sender": .string(sender),
            "purpose": .string(purpose.term),
            "channels": .array(channels.map { .string($0.rawValue) }),
            "policies": .array(policies.map { .string($0) }),
            "grants": .array(grants.map(\.json)),
            "disclosure": disclosure.json,
            "plan": .object([
                "canonicalization": .string(Plan.canonicalization),
                "from": .string(plan.from.text),
                "until": .string(plan.until.text),
            ]),
            "chunkRows": .integer(Int64(chunkRows)),
            "retentionDays": .integer(Int64(retentionDays)),
            "validity": .object(["from": .string(validity.from.text), "until": .string(validity.until.text)]),
            "rounds": .object([
                "maximum": .integer(Int64(rounds.maximum)),
                "intervalHours": .integer(Int64(rounds.intervalHours)),
                "deadlineHours": .integer(Int64(rounds.deadlineHours)),
            ]),
        ])
    }
}

extension Agreement.Party {
    fileprivate var json: JSONValue {
        .object([
            "id": .string(id.name),
            "role": .string(role.rawValue),
            "key": .string(key.hex),
            "cap": .integer(Int64(cap)),
            "entitled": .bool(entitled),
        ])
    }
}

extension Agreement.Grant {
    fileprivate var json: JSONValue {
        .object([
            "party": .string(party.name),
            "attributes": .array(
                attributes.map { .object(["name": .string($0.name), "type": .string($0.type.rawValue)]) }),
        ])
    }
}

extension Agreement.Disclosure {
    fileprivate var json: JSONValue {
        .object([
            "minimumList": .integer(Int64(minimumList)),
            "minimumResult": .integer(Int64(minimumResult)),
            "windowDays": .integer(Int64(windowDays)),
            "budgetFactor": .integer(Int64(budgetFactor)),
            "budgetRounds": .integer(Int64(budgetRounds)),
            "minimumChange": .integer(Int64(minimumChange)),
            "allowShrunkSuppression": .bool(allowShrunkSuppression),
        ])
    }
}
