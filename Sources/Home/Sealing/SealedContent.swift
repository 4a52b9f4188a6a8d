// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The sealed files whose entries a home refuses where they are out of order or too long.
package enum SealedContent: String, Sendable {
    case consents = "the consent register"
    case spool = "the spooled rows"
    case salts = "the salts"
}
