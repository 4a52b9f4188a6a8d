// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// A round in which one of the party's numbers matched; its text shows no number.
package struct NumberMatch: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The E.164 digits as an integer.
    package let digits: UInt64
    package let round: HomeRound
    /// The row's name between the coordinator and this party.
    package let handle: Handle

    package var description: String { "a match in round \(round.number)" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
