// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing

/// The YAML file of segments or contexts, read and checked (protocol/v1/segments.md §3 and §4).
package struct DefinitionsFile<Definition: NamedDefinition> {
    /// What it defines: 1 to 64, each name once.
    package let definitions: [Definition]
    private let document: YAMLDocument

    /// Reads and checks the definitions of a file.
    ///
    /// - Parameters:
    ///   - yaml: the bytes of the file.
    ///   - file: its name for error texts.
    ///   - check: what is asked of a definition beside its form.
    /// - Throws: `DocumentError` with file, line and field, and the column within a rule or text.
    init(
        yaml: some Collection<UInt8>, file: String, shape: YAMLShape, check: (Definition) throws(FieldError) -> Void
    ) throws {
        let list = Definition.list
        document = try YAMLDocument(parsing: Array(yaml), file: file, shape: .map([list: .list(shape)]))
        do {
            var reader = try ObjectReader(document.json, path: "")
            definitions = try reader.objects(list, count: 1...SegmentSet.maximumCount) {
                try Definition(reading: &$0)
            }
            try reader.finish()
            for (index, definition) in definitions.enumerated() {
                let place = "\(list)[\(index)]"
                guard !definitions[..<index].contains(where: { $0.name == definition.name }) else {
                    throw FieldError(path: "\(place).name", problem: "this name stands here a second time")
                }
                do throws(FieldError) {
                    try check(definition)
                } catch {
                    throw error.within(place)
                }
            }
        } catch let error as FieldError {
            throw document.locate(error)
        }
    }

    /// Finds in the file what the coordinator refused, `contexts[1].segment: …`; nil where that names no place of it.
    package func located(_ refusal: String) -> (any Error)? {
        guard refusal.hasPrefix("\(Definition.list)["), let colon = refusal.firstRange(of: ": ") else { return nil }
        let problem = refusal[colon.upperBound...]
        return document.locate(
            FieldError(
                path: String(refusal[..<colon.lowerBound]),
                problem: String(problem.hasSuffix(".") ? problem.dropLast() : problem)))
    }
}
