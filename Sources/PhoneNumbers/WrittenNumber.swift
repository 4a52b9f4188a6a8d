// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A number as people write it, grouped by the habits of its country code.
package struct WrittenNumber: Hashable, Sendable {
    /// With a plus sign and the country code, as `+44 20 7946 0123` (ITU-T E.123).
    package let international: String
    /// As dialled inside the country, with its national prefix where that is usual, as `020 7946 0123`.
    package let national: String
}

extension WrittenNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    // Like a phone number it must be asked for by name, so that it cannot slip into a log.
    package var description: String { "WrittenNumber(…)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
