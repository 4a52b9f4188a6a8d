// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// The segments of an agreement.
package struct SegmentSet: Sendable {
    /// The most segments, and the most contexts, of an agreement.
    package static let maximumCount = 64

    private var byName: [String: Segment] = [:]

    package init() {}

    /// Reads back what was checked when it came.
    ///
    /// - Throws: a ``FieldError`` where a rule does not fit any more.
    package init(_ definitions: [SegmentDefinition], schema: RuleSchema) throws(FieldError) {
        for definition in definitions { byName[definition.name] = try Segment(definition, schema: schema) }
    }

    /// All segments, by name.
    package var segments: [Segment] { byName.values.sorted { $0.definition.name < $1.definition.name } }

    /// Their names.
    package var names: Set<String> { Set(byName.keys) }

    /// A segment by its name.
    package subscript(name: String) -> Segment? { byName[name] }

    /// The segments after a statement of the brand, which counts whole or not at all.
    ///
    /// Removing what is not there is no error, so that a statement may come twice.
    ///
    /// - Parameters:
    ///   - statement: verified, of the brand of this agreement.
    ///   - schema: the names that rules may use.
    ///   - contexts: those that now use segments.
    /// - Throws: a ``FieldError`` at the first field that cannot be taken.
    package func applying(
        _ statement: SegmentsStatement, schema: RuleSchema, contexts: ContextSet
    ) throws(FieldError) -> SegmentSet {
        var changed = self
        for (index, name) in statement.remove.enumerated() {
            if let user = contexts.contexts.first(where: { $0.definition.segment == name }) {
                throw FieldError(
                    path: "remove[\(index)]",
                    problem: "the context \(user.definition.name) uses this segment; remove the context first")
            }
            changed.byName[name] = nil
        }
        for (index, definition) in statement.definitions.enumerated() {
            do {
                changed.byName[definition.name] = try Segment(definition, schema: schema)
            } catch {
                throw error.within("segments[\(index)]")
            }
        }
        guard changed.byName.count <= Self.maximumCount else {
            throw FieldError(
                path: "segments", problem: "an agreement has at most \(Self.maximumCount) segments; remove some first")
        }
        return changed
    }
}

extension FieldError {
    /// The same error, told from outside the object that it was found in.
    func within(_ place: String) -> FieldError { FieldError(path: "\(place).\(path)", problem: problem) }
}
