// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the names of a rule stand for.
protocol RuleScope: Sendable {
    /// Looks a name up.
    func meaning(of name: RuleName) -> RuleMeaning
    /// The lists that `tag('x')` looks into.
    var tagLists: [RuleMeaning] { get }
    /// Every name by its path, for suggestions.
    var paths: [String] { get }
    /// What is said of a name that is not there.
    var absence: String { get }
}

/// What a name stands for.
enum RuleMeaning: Equatable, Sendable {
    /// A value of this type, where there is one.
    case attribute(AttributeKey, RuleType)
    /// Nothing.
    case absent
    /// Something that rules cannot read, and why.
    case unreadable(String)
}
