// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing

extension SegmentDefinition: NamedDefinition {
    package static let list = "segments"
}

extension DefinitionsFile<SegmentDefinition> {
    /// Reads a file of segments.
    ///
    /// - Parameter schema: the names that rules may use.
    package init(yaml: some Collection<UInt8>, file: String, schema: RuleSchema) throws {
        try self.init(
            yaml: yaml, file: file, shape: .map(["name": .text, "description": .text, "when": .text])
        ) { definition throws(FieldError) in _ = try Segment(definition, schema: schema) }
    }
}
