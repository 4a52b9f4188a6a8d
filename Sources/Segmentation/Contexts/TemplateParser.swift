// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Reads one `{{name | default: 'text'}}`; names and texts are spelled as in rules.
struct TemplateParser {
    struct Placeholder {
        let name: RuleName
        /// What stands for a missing value.
        let fallback: String?
        /// Where the name starts, in scalars.
        let offset: Int
    }

    private var scanner: RuleScanner
    private let start: Int

    /// Where to read on, in scalars.
    var end: Int { scanner.offset }

    /// - Parameter offset: where the braces start, in scalars.
    init(_ text: String, from offset: Int) throws(RuleError) {
        scanner = RuleScanner(text, from: offset)
        start = offset
    }

    mutating func placeholder() throws(RuleError) -> Placeholder {
        _ = try scanner.next()
        _ = try scanner.next()
        var token = try scanner.next()
        let offset = token.offset
        var parts: [String] = []
        while true {
            switch token.kind {
            case .word(let word) where !RuleName.reserved.contains(word): parts.append(word)
            case .quotedPart(let part): parts.append(part)
            case .end: throw scanner.failure("the closing braces }} are missing", at: start)
            default: throw scanner.failure("expected a name or sender", at: token.offset)
            }
            token = try scanner.next()
            guard token.kind == .mark(".") else { break }
            token = try scanner.next()
        }
        var fallback: String?
        if token.kind == .mark("|") {
            fallback = try self.fallback()
            token = try scanner.next()
        }
        guard token.kind == .mark("}") else {
            if token.kind == .end { throw scanner.failure("the closing braces }} are missing", at: start) }
            throw scanner.failure("expected }} or | default: 'text'", at: token.offset)
        }
        // Not a token: no blank may stand between the two braces.
        let second = scanner.offset
        let last = try scanner.next()
        guard last.kind == .mark("}"), last.offset == second else { throw scanner.failure("expected }}", at: second) }
        return Placeholder(name: RuleName(parts: parts), fallback: fallback, offset: offset)
    }

    private mutating func fallback() throws(RuleError) -> String {
        let word = try scanner.next()
        guard word.kind == .word("default") else {
            throw scanner.failure("expected default: 'text'", at: word.offset)
        }
        let colon = try scanner.next()
        guard colon.kind == .mark(":") else {
            throw scanner.failure("expected a colon after default", at: colon.offset)
        }
        let text = try scanner.next()
        guard case .literal(.string(let fallback)) = text.kind else {
            throw scanner.failure("expected a text in quotes", at: text.offset)
        }
        // Escapes can write what the text itself must not hold.
        let scalars = Array(fallback.unicodeScalars)
        if let hidden = scalars.indices.first(where: { Template.isHidden($0, in: scalars) }) {
            throw scanner.failure(HiddenCharacters.problem(scalars[hidden]), at: text.offset)
        }
        return fallback
    }
}
