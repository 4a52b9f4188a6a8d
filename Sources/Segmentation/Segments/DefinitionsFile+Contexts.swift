// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import Signing

extension ContextDefinition: NamedDefinition {
    package static let list = "contexts"
}

extension DefinitionsFile<ContextDefinition> {
    /// Reads a file of contexts.
    ///
    /// - Parameter scope: what contexts may refer to.
    package init(yaml: some Collection<UInt8>, file: String, scope: ContextScope) throws {
        try self.init(
            yaml: yaml, file: file,
            shape: .map([
                "name": .text, "segment": .text, "channel": .text, "days": .list(.text), "from": .text, "until": .text,
                "weather": .map(["place": .text, "when": .text]), "horizonHours": .integer, "text": .text,
            ])
        ) { definition throws(FieldError) in _ = try Context(definition, scope: scope) }
    }
}
