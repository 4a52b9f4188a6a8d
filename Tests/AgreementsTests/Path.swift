// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One step of a path like `parties[1].cap`.
enum Path {
    case key(String)
    case index(Int)

    static func parse(_ text: String) -> [Path] {
        text.split(separator: ".").flatMap { part -> [Path] in
            let pieces = part.split(separator: "[")
            return [.key(String(pieces[0]))] + pieces.dropFirst().compactMap { Int($0.dropLast()).map(Path.index) }
        }
    }
}
