// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A way to reach a member that an agreement may name.
package enum Channel: String, CaseIterable, Hashable, Sendable {
    case sms
    case mms
    case rcs
    case whatsapp
    case voice
}
