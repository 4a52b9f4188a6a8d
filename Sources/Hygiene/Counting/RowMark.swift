// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What is remembered of a row: sixteen bytes, with which it is sorted.
package struct RowMark: Equatable, Sendable {
    /// The largest row number that is told apart.
    static let lastRow: UInt64 = 1 << 40 - 1

    /// The row's ordinal, from 1.
    package let row: UInt64
    /// E.164 digits; 0 where there is no number.
    package let digits: UInt64
    /// See `CountryIndex`.
    package let country: Int
    /// See `ConsentStates`.
    package let state: UInt8

    package init(row: UInt64, digits: UInt64, country: Int = 0, state: UInt8 = ConsentStates.none) {
        self.row = row
        self.digits = digits
        self.country = country
        self.state = state
    }

    /// Everything but the digits in one integer, which orders as rows do.
    package var packed: UInt64 {
        min(row, Self.lastRow) << 24 | UInt64(country) << 8 | UInt64(state)
    }

    /// Reads a mark back.
    package init(digits: UInt64, packed: UInt64) {
        self.digits = digits
        row = packed >> 24
        country = Int(packed >> 8 & 0xFFFF)
        state = UInt8(packed & 0xFF)
    }
}
