// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a document this project reads (protocol/v1/encoding.md, section 1).
///
/// The text names the byte and never repeats a value; a key is repeated only where it looks like a field name.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Problem: Equatable, Sendable {
        case tooLarge(maximumBytes: Int)
        case tooDeep(maximum: Int)
        case unexpected(expected: String)
        case unexpectedEnd(expected: String)
        case byteOrderMark
        case notUTF8
        case controlCharacter
        case badEscape
        case loneSurrogate
        case notAnInteger
        case negativeZero
        case leadingZero
        case integerTooLarge
        case duplicateKey(String)
        case trailingBytes
    }

    /// What is wrong.
    package let problem: Problem
    /// The byte at which it was noticed, counted from 0.
    package let offset: Int

    package var description: String { "byte \(offset): \(problem.text)" }
}

extension JSONError.Problem {
    fileprivate var text: String {
        switch self {
        case .tooLarge(let maximum): "the document is larger than \(maximum) bytes"
        case .tooDeep(let maximum): "arrays and objects are nested more than \(maximum) deep"
        case .unexpected(let expected): "expected \(expected)"
        case .unexpectedEnd(let expected): "the document ends where \(expected) was expected"
        case .byteOrderMark: "the document starts with a byte order mark; save it without one"
        case .notUTF8: "a string is not UTF-8"
        case .controlCharacter: "a control character in a string must be written as an escape"
        case .badEscape: "this escape does not exist in JSON"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .notAnInteger: "only integers are allowed: no fraction and no exponent"
        case .negativeZero: "-0 is not allowed; write 0"
        case .leadingZero: "an integer starts with a needless 0"
        case .integerTooLarge: "the integer lies outside -9007199254740991 to 9007199254740991"
        case .duplicateKey(let key): "\(FieldError.display(key)) stands twice in one object"
        case .trailingBytes: "something follows the end of the document"
        }
    }
}
