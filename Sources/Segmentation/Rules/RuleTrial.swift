// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A rule tried on a JSON document, without a schema: what it gives, and what it did not know.
package struct RuleTrial: Sendable {
    /// The value, of whatever type; nil where it is unknown.
    package let value: RuleValue?
    /// The names of the rule without a value, as rules spell them, in order, each once.
    package let unknownNames: [String]

    /// Parses and checks a rule against the types of the data, and evaluates it.
    package init(of text: String, on data: RuleData) throws(RuleError) {
        var parser = try RuleParser(text)
        let syntax = try parser.rule()
        let rule = try Rule(checking: syntax, of: text, in: data, expecting: nil)
        value = rule.value(data.value)
        var names: [String] = []
        for name in syntax.names where data.value(at: AttributeKey(owner: "", name: name.path)) == nil {
            if !names.contains(name.spelling) { names.append(name.spelling) }
        }
        unknownNames = names
    }

    /// The value as JSON text; `null` where it is unknown.
    package var json: String { value?.json ?? "null" }
}
