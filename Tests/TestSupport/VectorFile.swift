// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Signing

/// A file of `protocol/v1/vectors`, compared with what the code computes now.
package enum VectorFile {
    /// The folder of the vectors.
    package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "protocol/v1/vectors")

    /// Whether the vectors are to be written instead of compared: `SYMBOLON_REGENERATE_VECTORS=1`.
    package static var isRegenerating: Bool {
        ProcessInfo.processInfo.environment["SYMBOLON_REGENERATE_VECTORS"] == "1"
    }

    /// Whether a file's content equals the computed one; when regenerating, writes it first.
    package static func agrees(_ name: String, with computed: JSONValue) throws -> Bool {
        let file = folder.appending(path: name)
        let text = pretty(computed, indent: "") + "\n"
        if isRegenerating { try Data(text.utf8).write(to: file) }
        return try String(contentsOf: file, encoding: .utf8) == text
    }

    /// JSON for people: keys in canonical order, two spaces, short arrays of scalars on one line.
    static func pretty(_ value: JSONValue, indent: String) -> String {
        let inner = indent + "  "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.keys.sorted().map { key in
                inner + scalar(.string(key)) + ": " + pretty(members[key] ?? .null, indent: inner)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + pretty($0, indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
        default:
            return scalar(value)
        }
    }

    private static func scalar(_ value: JSONValue) -> String { String(decoding: value.canonicalBytes, as: UTF8.self) }
}
