// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// The salt of one matched row's commitment (protocol/v1/consent.md §4); its text shows no salt.
package struct SaltEntry: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Bytes of a salt.
    package static let saltBytes = 32
    /// Bytes of an entry.
    static let width = Handle.byteCount + saltBytes

    /// The party's own handle of the row.
    package let handle: Handle
    /// 32 random bytes, used for nothing else, ever.
    package let salt: [UInt8]

    package var description: String { "the salt of \(handle)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
