// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

/// What a place in an agreement may hold: it alone decides whether a plain word becomes a number, a boolean or text.
indirect enum YAMLShape: Sendable {
    case text
    /// Plain decimal digits become an integer.
    case integer
    /// Plain `true` and `false` become booleans.
    case boolean
    case list(YAMLShape)
    case map([String: YAMLShape])

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

    /// The shape of a field.
    func field(_ key: String) -> YAMLShape {
        if case .map(let fields) = self { fields[key] ?? .text } else { .text }
    }

    /// The shape of an element.
    var element: YAMLShape {
        if case .list(let element) = self { element } else { .text }
    }

    /// The value of a scalar: text, unless this place asks for something else and the plain word is exactly that.
    func value(of text: String, isPlain: Bool) -> JSONValue {
        if isPlain, text.isEmpty { return .null }
        switch self {
        case .integer where isPlain:
            let digits = text.utf8
            guard (1...16).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
                digits.count == 1 || digits.first != 48, let number = Int64(text), number <= JSONValue.largestInteger
            else { return .string(text) }
            return .integer(number)
        case .boolean where isPlain && text == "true": return .bool(true)
        case .boolean where isPlain && text == "false": return .bool(false)
        default: return .string(text)
        }
    }
}
