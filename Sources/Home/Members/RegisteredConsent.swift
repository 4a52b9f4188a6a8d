// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a party holds about one number, in the caller's own form; its text shows nothing.
package struct RegisteredConsent: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The E.164 digits as an integer, 7 to 15 of them.
    package let digits: UInt64
    /// Opaque here, at most 8,192 bytes.
    package let payload: [UInt8]

    package init(digits: UInt64, payload: [UInt8]) {
        self.digits = digits
        self.payload = payload
    }

    package var description: String { "a consent entry" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
