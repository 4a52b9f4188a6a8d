// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A condition or value over the attributes of one subject, parsed and checked (protocol/v1/segments.md §2).
package struct Rule: Sendable {
    /// The longest rule, in bytes of UTF-8.
    package static let maximumBytes = 4096
    /// The deepest nesting of parentheses, lists and `!`.
    package static let maximumDepth = 32
    /// The most operators and operands.
    package static let maximumSize = 256

    /// The rule as it was written.
    package let text: String
    /// The type of its value.
    package let type: RuleType
    let root: RuleNode

    /// Parses and checks a rule.
    ///
    /// - Parameters:
    ///   - text: the rule.
    ///   - schema: the names that it may use.
    ///   - expected: the type that it must have, nil for any.
    package init(
        parsing text: String, schema: RuleSchema, expecting expected: RuleType? = .bool
    ) throws(RuleError) {
        var parser = try RuleParser(text)
        try self.init(checking: parser.rule(), of: text, in: schema, expecting: expected)
    }

    init(
        checking syntax: RuleSyntax, of text: String, in scope: any RuleScope, expecting expected: RuleType?
    ) throws(RuleError) {
        root = try RuleChecker(text: text, scope: scope).check(syntax)
        type = root.type
        self.text = text
        if let expected, type.merged(with: expected) == nil {
            throw RuleError("the rule's value must be \(expected), not \(type)", at: syntax.offset, in: text)
        }
    }

    /// The value for one subject, nil where it is unknown.
    ///
    /// - Parameter lookup: the value of an attribute, of the type that the schema says, or nil where there is none.
    package func value(_ lookup: (AttributeKey) -> RuleValue?) -> RuleValue? { root.value(lookup) }

    /// Whether the rule's value is true; unknown is not.
    package func matches(_ lookup: (AttributeKey) -> RuleValue?) -> Bool { value(lookup) == .bool(true) }
}
