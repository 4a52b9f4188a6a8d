// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What became of the rows of a list.
package struct ListSummary: Hashable, Codable, Sendable {
    /// Rows read, without header and blank lines.
    package var rows: UInt64 = 0
    package var valid: UInt64 = 0
    package var possible: UInt64 = 0
    /// Rows whose number stood in an earlier row already; they count as valid or possible too.
    package var duplicates: UInt64 = 0
    /// Refused rows by the raw value of the reason.
    package private(set) var refused: [String: UInt64] = [:]

    package init() {}

    /// Refused rows in total.
    package var refusedRows: UInt64 { refused.values.reduce(0, +) }

    /// Counts one refused row under a reason in kebab case.
    package mutating func refuse(_ reason: String) {
        refused[reason, default: 0] += 1
    }

    /// Adds another part's counts, for rows that were spread over cores.
    package mutating func merge(_ other: ListSummary) {
        rows += other.rows
        valid += other.valid
        possible += other.possible
        duplicates += other.duplicates
        refused.merge(other.refused, uniquingKeysWith: +)
    }
}
