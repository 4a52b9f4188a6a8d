// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A rule as it was written, before names and types are looked at.
struct RuleSyntax: Sendable {
    indirect enum Form: Sendable {
        case literal(RuleValue)
        case list([RuleSyntax])
        case name(RuleName)
        case has(RuleName, nameOffset: Int)
        case tag(String)
        case not(RuleSyntax)
        case all([RuleSyntax])
        case any([RuleSyntax])
        case comparison(RuleComparison, RuleSyntax, RuleSyntax, operatorOffset: Int)
        case membership(RuleSyntax, in: RuleSyntax, operatorOffset: Int)
    }

    let form: Form
    /// Where it starts, in scalars from 0.
    let offset: Int

    /// Every name in it, from left to right, also those that `has` asks for.
    var names: [RuleName] {
        switch form {
        case .literal, .tag: []
        case .name(let name), .has(let name, nameOffset: _): [name]
        case .not(let inner): inner.names
        case .list(let parts), .all(let parts), .any(let parts): parts.flatMap(\.names)
        case .comparison(_, let left, let right, _), .membership(let left, in: let right, _): left.names + right.names
        }
    }
}
