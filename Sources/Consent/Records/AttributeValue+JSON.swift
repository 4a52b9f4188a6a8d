// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

extension AttributeValue {
    /// Reads a value of whichever type it has: the four types have different forms in JSON.
    ///
    /// - Parameter path: where it stands, for errors.
    package init(json: JSONValue, path: String) throws(FieldError) {
        switch json {
        case .string(let text):
            guard TextForm.isDisplayText(text, bytes: 0...256) else {
                throw FieldError(
                    path: path,
                    problem: "expected at most 256 bytes without control or invisible characters and outer spaces")
            }
            self = .string(text)
        case .integer(let number): self = .integer(number)
        case .bool(let flag): self = .boolean(flag)
        case .array(let elements): self = .strings(try Self.set(of: elements, path: path))
        case .null, .object:
            throw FieldError(path: path, problem: "expected a string, an integer, a boolean or an array of strings")
        }
    }

    /// Reads a value of the type that a grant names.
    package init(json: JSONValue, expecting type: AttributeType, path: String) throws(FieldError) {
        let value = try AttributeValue(json: json, path: path)
        guard value.type == type else {
            throw FieldError(path: path, problem: "expected a value of the granted type \(type.rawValue)")
        }
        self = value
    }

    private static func set(of elements: [JSONValue], path: String) throws(FieldError) -> [String] {
        guard elements.count <= 64 else { throw FieldError(path: path, problem: "expected at most 64 strings") }
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            guard case .string(let text) = element, TextForm.isDisplayText(text, bytes: 1...64) else {
                throw FieldError(
                    path: "\(path)[\(index)]",
                    problem: "expected 1 to 64 bytes without control or invisible characters and outer spaces")
            }
            if let last = texts.last, !last.utf8.lexicographicallyPrecedes(text.utf8) {
                throw FieldError(
                    path: "\(path)[\(index)]", problem: "expected different strings, ascending by their bytes")
            }
            texts.append(text)
        }
        return texts
    }

    /// The value as it travels.
    package var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .bool(flag)
        case .strings(let texts): .array(texts.map { .string($0) })
        }
    }
}
