// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The states of consent that a list may name, as small integers: 0 is none, then the states, and 15 any other word.
///
/// What the states are is said by whoever reads them; this room only counts and compares them.
package struct ConsentStates: Equatable, Sendable {
    /// Where nothing is said.
    package static let none: UInt8 = 0
    /// A word that is no state.
    package static let other: UInt8 = 15

    /// The list's column, for people.
    package let column: String
    /// Names of the states, the first has the index 1.
    package let names: [String]
    /// Bits of the indices that let somebody write.
    let granting: UInt16
    /// Bits of the indices in which somebody said no.
    let refusing: UInt16

    /// - Parameter states: at most 14.
    package init(column: String, states: [(name: String, grants: Bool, refuses: Bool)]) {
        self.column = column
        names = states.prefix(14).map(\.name)
        var granting: UInt16 = 0
        var refusing: UInt16 = 0
        for (index, state) in states.prefix(14).enumerated() {
            if state.grants { granting |= 1 << UInt16(index + 1) }
            if state.refuses { refusing |= 1 << UInt16(index + 1) }
        }
        self.granting = granting
        self.refusing = refusing
    }
}
