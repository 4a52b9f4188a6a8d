// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing

extension Agreement {
    /// Every field in which another agreement differs, by path in alphabetical order.
    package func differences(from other: Agreement) -> [AgreementDifference] {
        let (mine, theirs) = (Self.leaves(of: json), Self.leaves(of: other.json))
        return Set(mine.keys).union(theirs.keys).sorted().compactMap { path in
            guard mine[path] != theirs[path] else { return nil }
            return AgreementDifference(path: path, value: Self.text(mine[path]), other: Self.text(theirs[path]))
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        value.map { String(decoding: $0.canonicalBytes, as: UTF8.self) }
    }

    /// Every value that is neither an object nor an array, and every empty one of those, by path.
    private static func leaves(of value: JSONValue, at path: String = "") -> [String: JSONValue] {
        let children: [(String, JSONValue)]
        switch value {
        case .object(let members) where !members.isEmpty:
            children = members.map { (path.isEmpty ? $0.key : "\(path).\($0.key)", $0.value) }
        case .array(let elements) where !elements.isEmpty:
            children = elements.enumerated().map { ("\(path)[\($0.offset)]", $0.element) }
        default: return [path: value]
        }
        return children.reduce(into: [:]) { result, child in
            result.merge(leaves(of: child.1, at: child.0)) { first, _ in first }
        }
    }
}
