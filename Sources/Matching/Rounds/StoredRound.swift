// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages

/// A round as the store lists it.
package struct StoredRound: Equatable, Sendable {
    package let reference: RoundReference
    package let number: UInt32
    /// Seconds since 1970.
    package let openedAt: Int64
    package let state: RoundState

    package init(reference: RoundReference, number: UInt32, openedAt: Int64, state: RoundState) {
        self.reference = reference
        self.number = number
        self.openedAt = openedAt
        self.state = state
    }
}
