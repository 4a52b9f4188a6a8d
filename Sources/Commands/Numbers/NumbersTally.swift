// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import Lists
package import PhoneNumbers
package import Signing

/// What became of the rows of a list.
package struct NumbersTally: Equatable, Sendable {
    package var rows = 0
    var valid = 0
    var possible = 0
    var invalid = 0
    /// Rows whose number stood in an earlier row; they count as valid or possible too.
    package var duplicates = 0
    /// Rows that are not valid, by reason.
    var reasons: [String: Int] = [:]

    package init() {}

    /// Counts a row.
    package mutating func count(_ status: Assessment.Status, reason: String?) {
        rows += 1
        switch status {
        case .valid: valid += 1
        case .possible: possible += 1
        case .invalid: invalid += 1
        }
        if let reason { reasons[reason, default: 0] += 1 }
    }

    /// Adds another part's counts.
    package mutating func merge(_ other: NumbersTally) {
        rows += other.rows
        valid += other.valid
        possible += other.possible
        invalid += other.invalid
        duplicates += other.duplicates
        reasons.merge(other.reasons, uniquingKeysWith: +)
    }

    /// A line of counts, and one for each reason, the most frequent first; `written` is nil where there is no clean list.
    package func text(written: Int? = nil, countsDuplicates: Bool = true) -> String {
        var line =
            "\(Grouped.text(rows)) \(rows == 1 ? "row" : "rows"): \(Grouped.text(valid)) valid, \(Grouped.text(possible)) possible, "
            + "\(Grouped.text(invalid)) invalid"
        line += countsDuplicates ? "; \(Grouped.text(duplicates)) repeat an earlier number." : "."
        if let written { line += " \(Grouped.text(written)) written." }
        guard !reasons.isEmpty else { return line }
        var table = TextTable(flushRight: [0])
        for (reason, count) in reasons.sorted(by: { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }) {
            table.add(Grouped.text(count), reason, Self.explanation(of: reason))
        }
        return line + "\n" + table.text
    }

    /// The counts as JSON.
    package func json(plan: String, written: Int? = nil, countsDuplicates: Bool = true) -> JSONValue {
        var members: [String: JSONValue] = [
            "rows": .integer(Int64(rows)), "valid": .integer(Int64(valid)), "possible": .integer(Int64(possible)),
            "invalid": .integer(Int64(invalid)), "duplicates": countsDuplicates ? .integer(Int64(duplicates)) : .null,
            "reasons": .object(reasons.mapValues { .integer(Int64($0)) }), "plan": .string(plan),
        ]
        if let written { members["written"] = .integer(Int64(written)) }
        return .object(members)
    }

    /// The reasons with their explanations.
    var reasonCounts: [ReasonCount] {
        reasons.map { ReasonCount(reason: $0.key, rows: $0.value, explanation: Self.explanation(of: $0.key)) }
    }

    private static func explanation(of reason: String) -> String {
        RejectionReason(rawValue: reason)?.explanation ?? RowRejection(rawValue: reason)?.explanation ?? ""
    }
}
