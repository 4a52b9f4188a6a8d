// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Whether a number may be blinded (protocol/v1/consent.md §2).
package enum OptIn: Equatable, Sendable {
    /// It may, because of the record in this row.
    case granted(row: Int)
    case refused(OptInRefusal)
}
