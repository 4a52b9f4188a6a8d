// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a row says of the state of its consent, whatever its other fields are.
package enum StateReading: Hashable, Sendable {
    /// Nothing.
    case absent
    case state(ConsentState)
    /// A word that is no state.
    case other
}
