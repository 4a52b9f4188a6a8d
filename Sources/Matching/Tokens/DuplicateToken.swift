// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A list holds one token twice: its last hop did not multiply, or not only (protocol/v1/matching.md §4.5).
package struct DuplicateToken: Error, Equatable {
    /// The list, in ring order.
    package let list: Int
    /// The second of the two rows.
    package let row: Int

    package init(list: Int, row: Int) {
        self.list = list
        self.row = row
    }
}
