// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The 32 random bytes of one commitment: drawn for each record, never used again, kept by the brand.
///
/// Who has salt and number can prove what a commitment stands for; who has the commitment alone cannot search for it.
package struct SubjectSalt: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package static let byteCount = 32

    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Accepts exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Draws a salt; the generator is the system's outside tests.
    package init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    package var description: String { "SubjectSalt(private)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
