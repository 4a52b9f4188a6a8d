// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
package import Signing
internal import Vocabulary

/// One reason of a refusal.
package struct DecisionReason: Hashable, Sendable {
    package let code: DecisionCode
    /// The policy's rule that said no, as `PACK/ID`; nil where no rule was needed.
    package let rule: String?

    package init(code: DecisionCode, rule: String? = nil) {
        self.code = code
        self.rule = rule
    }

    init(reading reader: inout ObjectReader) throws {
        code = try reader.choice("code")
        rule = reader.has("rule") ? try reader.string("rule") : nil
        guard code.mayNameRule || rule == nil, !code.mustNameRule || rule != nil else {
            throw reader.error("rule", "expected a rule exactly where a rule says no")
        }
        if let rule, !PolicyRule.isReference(rule) {
            throw reader.error("rule", "expected the names of a pack and a rule with / between")
        }
    }

    package var json: JSONValue {
        var fields = ["code": JSONValue.string(code.rawValue)]
        fields["rule"] = rule.map { .string($0) }
        return .object(fields)
    }
}
