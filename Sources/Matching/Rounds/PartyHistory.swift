// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What an identity key was charged before, under all agreements of the same set of identity keys.
package struct PartyHistory: Equatable, Sendable {
    /// Rows charged within the window.
    package let rowsCharged: Int
    /// The count of the last charged list, nil where there is none.
    package let lastCount: Int?
    /// When the oldest charge of the window was made, seconds since 1970; nil where there is none.
    package let oldestCharge: Int64?

    package init(rowsCharged: Int, lastCount: Int?, oldestCharge: Int64? = nil) {
        self.rowsCharged = rowsCharged
        self.lastCount = lastCount
        self.oldestCharge = oldestCharge
    }

    /// A party never seen before.
    package static let none = PartyHistory(rowsCharged: 0, lastCount: nil)
}
