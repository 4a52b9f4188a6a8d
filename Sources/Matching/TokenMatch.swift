// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The members of a round.
package struct TokenMatch: Equatable, Sendable {
    /// How many tokens the expression is true for.
    package let members: Int
    /// For each list that was asked for, the position of every member in it; the same index is the same member.
    package let positions: [Int: [UInt32]]
}
