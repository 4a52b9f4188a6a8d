// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns

/// The last entry of an agreement's log that a party has verified (protocol/v1/consent.md §7).
package struct LogHead: Equatable, Sendable {
    /// The entry's number; 0 before the first.
    package let sequence: Int
    /// The entry's hash; for number 0 what the first entry calls `previous`.
    package let hash: Digest

    package init(sequence: Int, hash: Digest) {
        self.sequence = sequence
        self.hash = hash
    }
}
