// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Which column is meant.
package enum ColumnChoice: Hashable, Sendable {
    /// A name of the header or a key of the objects; where no column is called so and it is an integer, an index.
    case name(String)
    /// The first of some names that is there.
    case firstOf([String])
    /// A place, the first is 1.
    case index(Int)
}
