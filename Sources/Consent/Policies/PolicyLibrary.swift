// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import CPolicies

/// The policy packs that a program has, by name.
package struct PolicyLibrary: Sendable {
    /// The packs in the order of their names.
    package let packs: [PolicyPack]
    private let byName: [String: PolicyPack]

    /// Joins packs of different names.
    package init(_ packs: [PolicyPack]) throws(PolicyLibraryError) {
        var byName: [String: PolicyPack] = [:]
        for pack in packs {
            guard byName.updateValue(pack, forKey: pack.name) == nil else { throw .twice(pack: pack.name) }
        }
        self.packs = packs.sorted { $0.name < $1.name }
        self.byName = byName
    }

    /// Reads the packs of `policies/`, which are built into the program; keep the result.
    ///
    /// - Throws: `DocumentError` or ``PolicyLibraryError`` where a pack is broken.
    package static func builtIn() throws -> PolicyLibrary {
        try PolicyLibrary(
            (0..<cpolicies_count()).map { index in
                let embedded = cpolicies_at(index)
                let bytes = UnsafeBufferPointer(start: embedded.bytes, count: embedded.count)
                return try PolicyPack(yaml: Array(bytes), file: "policies/\(String(cString: embedded.name)).yaml")
            })
    }

    /// A pack by name.
    package subscript(name: String) -> PolicyPack? { byName[name] }

    /// A rule by the form in which decisions name it, `PACK/ID`.
    package func rule(named reference: String) -> PolicyRule? {
        let parts = reference.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return byName[String(parts[0])]?.rules.first { $0.id == parts[1] }
    }
}
