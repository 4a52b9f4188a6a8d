// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// The text of messages with names in double braces (protocol/v1/segments.md §4).
package struct Template: Sendable {
    /// The longest text, in bytes of UTF-8, as it is written and with a member's values.
    package static let maximumBytes = 1600

    enum Part: Sendable {
        case text(String)
        case sender
        case attribute(AttributeKey, isInteger: Bool, fallback: String?)
    }

    /// Fixed texts and names, in order.
    private(set) var parts: [Part] = []

    /// Parses a text and checks its names.
    ///
    /// - Parameters:
    ///   - text: `{{name}}` and `{{name | default: 'text'}}` stand for values, `{{sender}}` for who writes.
    ///   - schema: the names that it may use; strings and ints only.
    package init(parsing text: String, schema: RuleSchema) throws(RuleError) {
        guard (1...Self.maximumBytes).contains(text.utf8.count) else {
            throw RuleError(column: 1, problem: "a text has 1 to \(Self.maximumBytes) bytes")
        }
        let scalars = Array(text.unicodeScalars)
        var plain = String.UnicodeScalarView()
        var offset = 0
        while offset < scalars.count {
            guard scalars[offset] == "{", offset + 1 < scalars.count, scalars[offset + 1] == "{" else {
                let scalar = scalars[offset]
                guard !Self.isHidden(offset, in: scalars) else {
                    throw RuleError(HiddenCharacters.problem(scalar), at: offset, in: text)
                }
                plain.append(scalar)
                offset += 1
                continue
            }
            if !plain.isEmpty { parts.append(.text(String(plain))) }
            plain = String.UnicodeScalarView()
            var parser = try TemplateParser(text, from: offset)
            let placeholder = try parser.placeholder()
            offset = parser.end
            parts.append(try Self.part(placeholder, of: text, schema: schema))
        }
        if !plain.isEmpty { parts.append(.text(String(plain))) }
    }

    /// Whether the text holds the value of an attribute.
    package func names(_ key: AttributeKey) -> Bool {
        parts.contains { if case .attribute(key, _, _) = $0 { true } else { false } }
    }

    /// The text for one member; nil where a value is missing and has no default, or where the text would be too long.
    ///
    /// - Parameters:
    ///   - sender: who writes, as the agreement says.
    ///   - lookup: the value of an attribute, nil where there is none.
    package func text(sender: String, _ lookup: (AttributeKey) -> RuleValue?) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .sender: result += sender
            case .attribute(let key, _, let fallback):
                switch lookup(key) {
                case .string(let text)?: result += text
                case .int(let number)?: result += "\(number)"
                default:
                    guard let fallback else { return nil }
                    result += fallback
                }
            }
            // Many names of long values must not fill memory and disk.
            guard result.utf8.count <= Self.maximumBytes else { return nil }
        }
        return result
    }

    /// Whether a character has no place in a text: it does not show, is no line feed, and joins or parts nothing.
    static func isHidden(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        scalars[index] != "\n" && HiddenCharacters.contain(scalars[index])
            && !Joiners.isMeaningful(index, in: scalars)
    }

    private static func part(
        _ placeholder: TemplateParser.Placeholder, of text: String, schema: RuleSchema
    ) throws(RuleError) -> Part {
        if placeholder.name.parts == ["sender"] { return .sender }
        let checker = RuleChecker(text: text, scope: schema)
        let node = try checker.check(RuleSyntax(form: .name(placeholder.name), offset: placeholder.offset))
        guard case .attribute(let key, let type) = node, type == .string || type == .int else {
            throw RuleError(
                "a text holds strings and ints, this is \(node.type)", at: placeholder.offset, in: text)
        }
        return .attribute(key, isInteger: type == .int, fallback: placeholder.fallback)
    }
}
