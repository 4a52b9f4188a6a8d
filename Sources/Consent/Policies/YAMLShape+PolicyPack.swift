// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents

extension YAMLShape {
    /// The fields of a policy pack; unknown ones are read as text and refused by name later.
    static let policyPack = YAMLShape.map([
        "pack": .text, "version": .integer, "title": .text, "reviewed": .text, "jurisdictions": .list(.text),
        "rules": .list(
            .map([
                "id": .text, "kind": .text, "citation": .text, "source": .text, "confidence": .text, "text": .text,
                "accepts": .list(.text), "purposes": .list(.text), "channels": .list(.text), "methods": .list(.text),
                "months": .integer, "states": .list(.text), "withinBusinessDays": .integer, "fields": .list(.text),
                "from": .text, "until": .text,
            ])),
    ])
}
