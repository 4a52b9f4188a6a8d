// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A name as a rule spells it: parts with dots between.
struct RuleName: Hashable, Sendable {
    /// Words that are no part of a name unless they stand between backquotes.
    static let reserved: Set<String> = ["true", "false", "in", "has", "tag", "null"]

    let parts: [String]

    /// The parts with dots between, as attributes are granted.
    var path: String { parts.joined(separator: ".") }

    /// The spelling for people: backquotes around what is no identifier.
    var spelling: String { Self.spelling(of: path) }

    /// Spells a path of letters, digits, `-`, `_` and dots.
    static func spelling(of path: String) -> String {
        path.split(separator: ".", omittingEmptySubsequences: false)
            .map { isIdentifier($0) && !reserved.contains(String($0)) ? String($0) : "`\($0)`" }
            .joined(separator: ".")
    }

    private static func isIdentifier(_ part: Substring) -> Bool {
        guard let first = part.unicodeScalars.first, RuleScanner.startsIdentifier(first) else { return false }
        return part.unicodeScalars.allSatisfy(RuleScanner.continuesIdentifier)
    }
}
