// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

extension Agreement {
    /// The coordinator as the agreement names it.
    package struct Coordinator: Hashable, Sendable {
        /// What it is called, for people.
        package let name: String
        /// The key under which it signs.
        package let key: PublicIdentity
    }
}
