// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Starts libsodium, once a process.
package enum Sodium {
    /// Holds what `sodium_init` said: 0 the first time, 1 later, negative where no random source could be opened.
    private static let status: CInt = sodium_init()

    /// Makes sure that libsodium is ready; every type here that needs it calls this by itself.
    package static func initialize() throws(SecretsError) {
        guard status >= 0 else { throw .libraryUnavailable }
    }
}
