// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

/// What a place in a document may hold: it alone decides whether a plain word becomes a number, a boolean or text.
package indirect enum YAMLShape: Sendable {
    case text
    /// Plain decimal digits become an integer.
    case integer
    /// Plain `true` and `false` become booleans.
    case boolean
    case list(YAMLShape)
    case map([String: YAMLShape])

    /// The shape of a field.
    func field(_ key: String) -> YAMLShape {
        if case .map(let fields) = self { fields[key] ?? .text } else { .text }
    }

    /// The shape of an element.
    var element: YAMLShape {
        if case .list(let element) = self { element } else { .text }
    }

    /// The value of a scalar: text, unless this place asks for something else and the plain word is exactly that.
    func value(of text: String, isPlain: Bool) -> JSONValue {
        if isPlain, text.isEmpty { return .null }
        switch self {
        case .integer where isPlain:
            let digits = text.utf8
            guard (1...16).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
                digits.count == 1 || digits.first != 48, let number = Int64(text), number <= JSONValue.largestInteger
            else { return .string(text) }
            return .integer(number)
        case .boolean where isPlain && text == "true": return .bool(true)
        case .boolean where isPlain && text == "false": return .bool(false)
        default: return .string(text)
        }
    }
}
