// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

/// Where a record stands among several about one sender and purpose: of all that there are the smallest counts
/// (protocol/v1/consent.md §1).
package struct ConsentPrecedence: Comparable, Sendable {
    private let state: ConsentState
    private let channels: Int
    /// `Int64.max` where there is no end.
    private let expiresAt: Int64
    private let givenAt: Int64
    private let row: Int

    init(state: ConsentState, channels: Int, expiresAt: Int64, givenAt: Int64, row: Int) {
        self.state = state
        self.channels = channels
        self.expiresAt = expiresAt
        self.givenAt = givenAt
        self.row = row
    }

    /// - Parameter row: where the record stood, which decides between records that are alike in everything else.
    package init(of record: ConsentRecord, row: Int) {
        self.init(
            state: record.state, channels: record.channels.count, expiresAt: record.expiresAt?.seconds ?? .max,
            givenAt: record.givenAt.seconds, row: row)
    }

    package static func < (left: Self, right: Self) -> Bool {
        if left.state != right.state { return left.state < right.state }
        if left.channels != right.channels { return left.channels < right.channels }
        if left.expiresAt != right.expiresAt { return left.expiresAt < right.expiresAt }
        if left.givenAt != right.givenAt { return left.givenAt < right.givenAt }
        return left.row < right.row
    }
}
