// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A segment whose rule has been checked.
package struct Segment: Sendable {
    /// As the brand wrote it.
    package let definition: SegmentDefinition
    /// True for its members.
    package let rule: Rule

    /// Checks the rule of a definition.
    ///
    /// - Throws: a ``FieldError`` at `when`.
    package init(_ definition: SegmentDefinition, schema: RuleSchema) throws(FieldError) {
        self.definition = definition
        do {
            rule = try Rule(parsing: definition.when, schema: schema)
        } catch {
            throw FieldError(path: "when", problem: "\(error)")
        }
    }
}
