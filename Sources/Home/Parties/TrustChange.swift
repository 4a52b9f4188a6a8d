// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// What `Home.trust` did.
package enum TrustChange: Equatable, Sendable {
    /// No key was trusted for the party before.
    case added
    /// The same key was trusted already.
    case unchanged
    /// Another key was trusted until now.
    case replaced(Fingerprint)
}
