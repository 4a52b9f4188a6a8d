// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the `import` lines of Swift source.
enum ImportScanner {
    /// The modules that a source text imports.
    static func modules(in source: String) -> Set<String> {
        Set(source.split(separator: "\n").compactMap { module(in: $0) })
    }

    /// Whether a source text has an import with `@testable`.
    static func hasTestable(_ source: String) -> Bool {
        source.split(separator: "\n").contains { $0.firstMatch(of: /^\s*@testable\b/) != nil }
    }

    /// Finds every import of a foreign module by a room that is not one of its importers.
    static func importerViolations(
        imports: [(room: String, file: String, modules: Set<String>)], soleImporters: [String: Set<String>]
    ) -> [String] {
        imports.flatMap { room, file, modules in
            modules.sorted().compactMap { module in
                guard let importers = soleImporters[module], !importers.contains(room) else { return nil }
                return "\(file): only \(importers.sorted().joined(separator: " and ")) may import \(module)"
            }
        }
    }

    /// Finds every import of a room that is not a declared dependency: the compiler alone may let it pass.
    static func undeclaredImports(
        imports: [(room: String, file: String, modules: Set<String>)], graph: RoomGraph
    ) -> [String] {
        imports.flatMap { room, file, modules in
            modules.filter { graph.rooms[$0] != nil }.subtracting(graph.rooms[room] ?? []).sorted().map {
                "\(file): \(room) does not declare its dependency on \($0)"
            }
        }
    }

    private static func module(in line: Substring) -> String? {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)/
        return line.firstMatch(of: pattern).map { String($0.1) }
    }
}
