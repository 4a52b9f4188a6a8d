// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The contexts of an agreement.
package struct ContextSet: Sendable {
    private var byName: [String: Context] = [:]

    package init() {}

    /// Reads back what was checked when it came.
    ///
    /// - Throws: a ``FieldError`` where a rule or a text does not fit any more.
    package init(_ definitions: [ContextDefinition], scope: ContextScope) throws(FieldError) {
        for definition in definitions { byName[definition.name] = try Context(definition, scope: scope) }
    }

    /// All contexts, by name.
    package var contexts: [Context] { byName.values.sorted { $0.definition.name < $1.definition.name } }

    /// A context by its name.
    package subscript(name: String) -> Context? { byName[name] }

    /// The contexts after a statement of the brand, which counts whole or not at all; removing what is not there is no
    /// error.
    ///
    /// - Parameters:
    ///   - statement: verified, of the brand of this agreement.
    ///   - scope: what contexts may refer to.
    /// - Throws: a ``FieldError`` at the first field that cannot be taken.
    package func applying(_ statement: ContextsStatement, scope: ContextScope) throws(FieldError) -> ContextSet {
        var changed = self
        for name in statement.remove { changed.byName[name] = nil }
        for (index, definition) in statement.definitions.enumerated() {
            do {
                changed.byName[definition.name] = try Context(definition, scope: scope)
            } catch {
                throw error.within("contexts[\(index)]")
            }
        }
        guard changed.byName.count <= SegmentSet.maximumCount else {
            throw FieldError(
                path: "contexts",
                problem: "an agreement has at most \(SegmentSet.maximumCount) contexts; remove some first")
        }
        return changed
    }
}
