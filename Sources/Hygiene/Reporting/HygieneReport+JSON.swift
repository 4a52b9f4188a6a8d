// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import PhoneNumbers
package import Signing
internal import Vocabulary

extension HygieneReport {
    /// The name of the form, which changes with its meaning (docs/hygiene.md).
    package static let format = "symbolon-hygiene-1"

    /// The report for programs.
    package var json: JSONValue {
        .object([
            "format": .string(Self.format),
            "plan": .string(plan),
            "rows": Self.count(rows),
            "statuses": .object([
                "valid": Self.count(valid), "possible": Self.count(possible), "invalid": Self.count(invalid),
            ]),
            "lines": Self.counts(lines.map { ($0.status.rawValue, $0.rows) }),
            "reasons": Self.counts(reasons.map { ($0.reason, $0.rows) }),
            "notes": Self.counts(counts.mended.map { ($0.note.names.joined(), $0.rows) }),
            "countries": Self.counts(counts.countries.map { ($0.key, $0.value) }),
            "types": Self.counts(counts.types.map { ($0.key.rawValue, $0.value) }),
            "carriers": Self.counts(counts.carriers.map { ($0.key, $0.value) }),
            "repetitions": .object([
                "rows": Self.count(repetitions.rows), "numbers": Self.count(repetitions.repeated),
                "mostRows": Self.count(repetitions.most),
                "mostFirstRow": repetitions.most > 0 ? Self.count(repetitions.mostFirstRow) : .null,
            ]),
            "numbers": Self.count(repetitions.numbers),
            "consents": states.map(consents) ?? .null,
            "patterns": .array(findings.map(Self.pattern)),
            "furtherPatterns": Self.count(furtherFindings),
        ])
    }

    private func consents(_ states: ConsentStates) -> JSONValue {
        .object([
            "column": .string(MaskedText.text(states.column)),
            "states": Self.counts(stateCounts.map { ($0.name, $0.rows) }),
            "conflicts": .object([
                "numbers": Self.count(conflicts.numbers), "opposed": Self.count(conflicts.opposed),
                "rowCount": Self.count(conflicts.rows.count), "rows": Self.rows(conflicts.rows.rows),
            ]),
        ])
    }

    /// Rows by state of consent, `none` where nothing is said and `other` for words that are no state; zeros left out.
    package var stateCounts: [(name: String, rows: Int)] {
        guard let states else { return [] }
        let names = ["none"] + states.names
        let known = names.enumerated().map { (name: $1, rows: counts.states[$0]) }
        return (known + [(name: "other", rows: counts.states[Int(ConsentStates.other)])]).filter { $0.rows > 0 }
    }

    private static func pattern(_ finding: Finding) -> JSONValue {
        .object([
            "kind": .string(finding.kind.rawValue), "score": count(finding.score),
            "explanation": .string(finding.explanation), "block": finding.block.map(JSONValue.string) ?? .null,
            "rowCount": count(finding.rowCount), "rows": rows(finding.rows),
        ])
    }

    private static func count(_ number: some BinaryInteger) -> JSONValue { .integer(Int64(clamping: number)) }

    private static func counts(_ counts: [(String, Int)]) -> JSONValue {
        .object(Dictionary(counts.map { ($0.0, count($0.1)) }, uniquingKeysWith: { first, _ in first }))
    }

    private static func rows(_ rows: [UInt64]) -> JSONValue { .array(rows.map { count($0) }) }
}
