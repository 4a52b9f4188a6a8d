// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The members of a round.
package struct TokenMatch: Equatable, Sendable {
    /// How many tokens the expression is true for.
    package let members: Int
    /// For each list that was asked for, the rows of members in its owner's order.
    package let rows: [Int: RowBitmap]
    /// For each list that was asked for, the row of every member in it; the same index is the same member.
    ///
    /// Members are numbered in the order of the first list that was asked for.
    package let positions: [Int: [UInt32]]
}
