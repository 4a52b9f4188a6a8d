// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing

extension Crowd {
    /// What the brand's join has to say about its list.
    var brandReport: JSONValue {
        let cases = persons.compactMap(\.consent)
        let blinded = cases.filter(\.isBlinded)
        let report = Self.report(
            rows: cases.reduce(0) { $0 + $1.rows.count }, accepted: blinded.count,
            duplicates: blinded.reduce(0) { $0 + $1.rows.count - 1 }, conflicts: cases.reduce(0) { $0 + $1.conflicts },
            refused: cases.reduce(into: [:]) { $0.merge($1.refused, uniquingKeysWith: +) })
        guard case .object(var fields) = report else { return report }
        fields["senders"] = .object(["wanted": .string("ACME Stores"), "found": .array([.string("Another Shop")])])
        return .object(fields)
    }

    /// What the partner's join has to say about its list.
    var partnerReport: JSONValue {
        let rows = persons.compactMap(\.partner)
        let refusals = rows.compactMap(\.refusal)
        return Self.report(
            rows: rows.count, accepted: rows.count - refusals.count, duplicates: 0, conflicts: 0,
            refused: refusals.reduce(into: [:]) { $0[$1, default: 0] += 1 })
    }

    /// What the brand's join has to say about the decisions.
    var decisions: JSONValue {
        let matched = persons.filter(\.isMatched)
        let reasons = matched.compactMap(\.consent).flatMap(\.reasons)
        return .object([
            "allowed": .integer(Int64(matched.count { $0.isAllowed })),
            "refused": .integer(Int64(matched.count { !$0.isAllowed })),
            "reasons": .object(
                reasons.reduce(into: [String: Int64]()) { $0[$1, default: 0] += 1 }.mapValues { .integer($0) }),
        ])
    }

    /// The rows of `symbolon matches`, without handles.
    var matches: [String: [String]] {
        persons.filter(\.isMatched).reduce(into: [:]) { rows, person in
            rows[person.number] = [person.isAllowed ? "allowed" : "refused"] + (person.consent?.reasons ?? [])
        }
    }

    private static func report(
        rows: Int, accepted: Int, duplicates: Int, conflicts: Int, refused: [String: Int]
    ) -> JSONValue {
        .object([
            "rows": .integer(Int64(rows)), "accepted": .integer(Int64(accepted)),
            "duplicates": .integer(Int64(duplicates)), "conflicts": .integer(Int64(conflicts)),
            "refused": .object(refused.mapValues { .integer(Int64($0)) }),
        ])
    }
}
