// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// How this home reaches its coordinator.
package struct CoordinatorSettings: Equatable, Sendable {
    /// Where it listens: `https://host:port`.
    package let url: String
    /// Its identity key, as told at enrolment; agreements name the key that counts.
    package let identity: PublicIdentity
    /// The certificate of its authority, PEM; no other is accepted.
    package let authority: String

    package init(url: String, identity: PublicIdentity, authority: String) {
        self.url = url
        self.identity = identity
        self.authority = authority
    }
}
