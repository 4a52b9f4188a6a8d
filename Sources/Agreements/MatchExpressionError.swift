// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a match expression cannot be read, with the column (from 1) at which that shows.
package struct MatchExpressionError: Error, Equatable, CustomStringConvertible {
    /// The column, counted from 1.
    package let column: Int
    /// What was expected.
    package let problem: String

    package var description: String { "column \(column): \(problem)" }
}
