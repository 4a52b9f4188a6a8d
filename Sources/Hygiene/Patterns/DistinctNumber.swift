// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A number of the list with all its rows, as the finders see it: each once, in ascending order.
struct DistinctNumber {
    let digits: UInt64
    /// See `CountryIndex`.
    let country: Int
    var rows = RowSample()
}
