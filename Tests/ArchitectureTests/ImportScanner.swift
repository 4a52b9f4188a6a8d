// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the `import` lines of Swift source.
enum ImportScanner {
    /// The modules that a source text imports.
    static func modules(in source: String) -> Set<String> {
        Set(lines(of: source).compactMap { module(in: $0) })
    }

    /// Whether a source text has an import with `@testable`.
    static func hasTestable(_ source: String) -> Bool {
        lines(of: source).contains { line in
            line.split(whereSeparator: \.isWhitespace).prefix { $0.hasPrefix("@") || access.contains($0) }
                .contains("@testable")
        }
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

    /// The lines that may be an import: few, found by their first byte and the word.
    private static func lines(of source: String) -> [Substring] {
        source.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), "@pif".utf8.contains(first),
                line.firstRange(of: "import".utf8) != nil
            else { return nil }
            return Substring(line)
        }
    }

    /// Words and not a regular expression, which takes half a minute for this package.
    private static func module(in line: Substring) -> String? {
        var words = line.split(maxSplits: 8, whereSeparator: \.isWhitespace)[...]
        while let word = words.first, word.hasPrefix("@") || access.contains(word) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let word = words.first, kinds.contains(word) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) }
    }

    private static let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor",
    ]
}
