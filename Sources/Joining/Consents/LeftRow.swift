// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A readable row that is not taken, because something else about its number counts.
package struct LeftRow: Equatable, Sendable {
    /// Another row of the file about the same number, sender and purpose has a more restrictive state.
    static let conflict = "consent-conflict"

    let digits: UInt64
    let row: UInt32
    let line: UInt32
    /// As files and reports say it.
    let reason: String

    var isConflict: Bool { reason == Self.conflict }
}
