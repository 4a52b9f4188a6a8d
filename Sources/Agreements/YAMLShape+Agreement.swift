// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents

extension YAMLShape {
    /// The fields of an agreement; unknown ones are read as text and refused by name later.
    static let agreement = YAMLShape.map([
        "version": .integer,
        "name": .text,
        "coordinator": .map(["name": .text, "key": .text]),
        "parties": .list(
            .map(["id": .text, "role": .text, "key": .text, "cap": .integer, "entitled": .boolean])),
        "match": .text,
        "assurance": .text,
        "sender": .text,
        "purpose": .text,
        "channels": .list(.text),
        "policies": .list(.text),
        "grants": .list(
            .map(["party": .text, "attributes": .list(.map(["name": .text, "type": .text]))])),
        "disclosure": .map([
            "minimumList": .integer, "minimumResult": .integer, "windowDays": .integer, "budgetFactor": .integer,
            "budgetRounds": .integer, "minimumChange": .integer, "allowShrunkSuppression": .boolean,
        ]),
        "plan": .map(["canonicalization": .text, "from": .text, "until": .text]),
        "chunkRows": .integer,
        "retentionDays": .integer,
        "validity": .map(["from": .text, "until": .text]),
        "rounds": .map(["maximum": .integer, "intervalHours": .integer, "deadlineHours": .integer]),
    ])
}
