// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing

extension JSONValue {
    /// Replaces the value at a path; nil removes it; an index one past the end appends.
    func replacing(_ path: ArraySlice<Path>, by value: JSONValue?) -> JSONValue {
        guard let step = path.first else { return value ?? .null }
        let rest = path.dropFirst()
        switch (self, step) {
        case (.object(var members), .key(let key)):
            if rest.isEmpty, value == nil {
                members[key] = nil
            } else {
                members[key] = (members[key] ?? .object([:])).replacing(rest, by: value)
            }
            return .object(members)
        case (.array(var elements), .index(let index)):
            if index == elements.count {
                elements.append(JSONValue.null.replacing(rest, by: value))
            } else if rest.isEmpty, value == nil {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].replacing(rest, by: value)
            }
            return .array(elements)
        default: return value ?? .null
        }
    }

    /// The paths of all values that are neither objects nor arrays.
    func leafPaths(at path: String = "") -> [String] {
        switch self {
        case .object(let members):
            members.flatMap { $0.value.leafPaths(at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        case .array(let elements): elements.enumerated().flatMap { $0.element.leafPaths(at: "\(path)[\($0.offset)]") }
        default: [path]
        }
    }
}
