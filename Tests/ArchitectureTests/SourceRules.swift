// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The habits of docs/decisions/0001 that a text can show; each rule returns what is wrong with one file.
enum SourceRules {
    /// The longest file.
    static let maximumLines = 500

    /// Missing header: two lines at the start.
    static func headerViolation(_ text: String) -> String? {
        let expected = "// Copyright the Symbolon authors\n// SPDX-License-Identifier: Apache-2.0\n"
        return text.hasPrefix(expected) ? nil : "does not start with the two lines of the header"
    }

    /// Too many lines.
    static func lengthViolation(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        return lines > maximumLines ? "has \(lines) lines; \(maximumLines) is the end" : nil
    }

    /// A name that says nothing, in a path relative to the package.
    static func nameViolation(_ path: String) -> String? {
        let isVague = path.split(separator: "/").contains { component in
            let name = component.prefix { $0 != "." && $0 != "+" }
            return name.firstMatch(of: /(?:Util|Utils|Utility|Utilities|Helper|Helpers|Common|Manager|Managers)$/)
                != nil
        }
        return isVague ? "has a name that says nothing about what is in it" : nil
    }

    /// A crash on a path that input may reach: comments and the texts of literals do not count.
    static func crashViolations(_ text: String) -> [String] {
        let mayEndAll = text.utf8.firstRange(of: "fatalError".utf8) != nil
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, bytes in
            // Regular expressions are slow, and few lines need one.
            guard mayEndAll || bytes.contains(UInt8(ascii: "!")) else { return nil }
            let line = Substring(bytes)
            let bare = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
            let code = bare.firstRange(of: "//").map { bare[..<$0.lowerBound] } ?? bare[...]
            guard let match = code.firstMatch(of: /\b(?:fatalError\s*\(|try!|as!)/) else { return nil }
            return "line \(index + 1) has \(match.0)"
        }
    }
}
