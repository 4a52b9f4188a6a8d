// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a party's input said about one row of its list, in the caller's own form; its text shows nothing.
package struct SpooledRow: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The E.164 digits as an integer, 7 to 15 of them.
    package let digits: UInt64
    /// The row of the input.
    package let row: UInt32
    /// Opaque here, at most `maximumPayloadBytes`.
    package let payload: [UInt8]

    /// The most bytes of a payload.
    package static let maximumPayloadBytes = RecordLayout.maximumPayloadBytes

    package init(digits: UInt64, row: UInt32, payload: [UInt8]) {
        self.digits = digits
        self.row = row
        self.payload = payload
    }

    package var description: String { "a spooled row" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
