// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One row of a number that has consent fields.
package enum ConsentEntry: Equatable, Sendable {
    case record(ConsentRecord, row: Int)
    /// Its fields were refused.
    case unreadable(row: Int)
}
