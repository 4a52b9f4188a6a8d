// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing

/// Reads the YAML file of segments (protocol/v1/segments.md §3).
package enum SegmentFile {
    /// Reads and checks the definitions of a file.
    ///
    /// - Parameters:
    ///   - yaml: the bytes of the file.
    ///   - file: its name for error texts.
    ///   - schema: the names that rules may use.
    /// - Throws: `DocumentError` with file, line and field, and the column within a rule.
    package static func definitions(
        yaml: some Collection<UInt8>, file: String, schema: RuleSchema
    ) throws -> [SegmentDefinition] {
        let shape = YAMLShape.map([
            "segments": .list(.map(["name": .text, "description": .text, "when": .text]))
        ])
        let document = try YAMLDocument(parsing: Array(yaml), file: file, shape: shape)
        do {
            var reader = try ObjectReader(document.json, path: "")
            let definitions = try reader.objects("segments", count: 1...SegmentSet.maximumCount) {
                try SegmentDefinition(reading: &$0)
            }
            try reader.finish()
            for (index, definition) in definitions.enumerated() {
                let place = "segments[\(index)]"
                guard !definitions[..<index].contains(where: { $0.name == definition.name }) else {
                    throw FieldError(path: "\(place).name", problem: "this name stands here a second time")
                }
                do {
                    _ = try Segment(definition, schema: schema)
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
