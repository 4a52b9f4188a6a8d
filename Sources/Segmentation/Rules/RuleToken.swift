// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A word of the rule language.
struct RuleToken: Sendable {
    enum Kind: Equatable, Sendable {
        /// An identifier or a reserved word.
        case word(String)
        /// A part of a name that stood between backquotes.
        case quotedPart(String)
        case literal(RuleValue)
        /// An operator, a bracket or another mark.
        case mark(String)
        case end
    }

    let kind: Kind
    /// Where it starts, in scalars from 0.
    let offset: Int
}
