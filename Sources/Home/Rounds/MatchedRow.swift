// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// One of the party's own rows that matched; its text shows nothing.
package struct MatchedRow: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Its name between the coordinator and this party.
    package let handle: Handle
    /// Its index in the list.
    package let position: UInt32
    /// The E.164 digits as an integer.
    package let digits: UInt64
    /// The first row of the input that held the number.
    package let row: UInt32

    package var description: String { "a matched row" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
