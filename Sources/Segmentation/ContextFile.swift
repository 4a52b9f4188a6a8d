// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing

/// Reads the YAML file of contexts (protocol/v1/segments.md §4).
package enum ContextFile {
    private static let shape = YAMLShape.map([
        "contexts": .list(
            .map([
                "name": .text, "segment": .text, "channel": .text, "days": .list(.text), "from": .text, "until": .text,
                "weather": .map(["place": .text, "when": .text]), "horizonHours": .integer, "text": .text,
            ]))
    ])

    /// Reads and checks the definitions of a file.
    ///
    /// - Parameters:
    ///   - yaml: the bytes of the file.
    ///   - file: its name for error texts.
    ///   - scope: what contexts may refer to.
    /// - Throws: `DocumentError` with file, line and field, and the column within a rule or text.
    package static func definitions(
        yaml: some Collection<UInt8>, file: String, scope: ContextScope
    ) throws -> [ContextDefinition] {
        let document = try YAMLDocument(parsing: Array(yaml), file: file, shape: shape)
        do {
            var reader = try ObjectReader(document.json, path: "")
            let definitions = try reader.objects("contexts", count: 1...SegmentSet.maximumCount) {
                try ContextDefinition(reading: &$0)
            }
            try reader.finish()
            for (index, definition) in definitions.enumerated() {
                let place = "contexts[\(index)]"
                guard !definitions[..<index].contains(where: { $0.name == definition.name }) else {
                    throw FieldError(path: "\(place).name", problem: "this name stands here a second time")
                }
                do {
                    _ = try Context(definition, scope: scope)
                } catch {
                    throw error.within(place)
                }
            }
            return definitions
        } catch let error as FieldError {
            throw document.locate(error)
        }
    }
}
