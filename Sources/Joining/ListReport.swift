// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What became of a list's rows.
package struct ListReport: Equatable, Sendable {
    /// Rows read, header not counted.
    package let rows: Int
    /// Numbers that go into the round.
    package let accepted: Int
    /// Rows that repeat an accepted number.
    package let duplicates: Int
    /// Rows refused, by reason.
    package let refused: [String: Int]

    package init(rows: Int, accepted: Int, duplicates: Int, refused: [String: Int]) {
        self.rows = rows
        self.accepted = accepted
        self.duplicates = duplicates
        self.refused = refused
    }

    /// Rows refused for any reason.
    package var refusedTotal: Int { refused.values.reduce(0, +) }
}
