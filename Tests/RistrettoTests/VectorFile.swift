// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads a file of vectors from `protocol/v1/vectors`.
enum VectorFile {
    private struct Contents<Vector: Decodable>: Decodable {
        let source: String
        let vectors: [Vector]
    }

    static func load<Vector: Decodable>(_ name: String, of type: Vector.Type = Vector.self) throws -> [Vector] {
        try JSONDecoder().decode(Contents<Vector>.self, from: contents(name)).vectors
    }

    static func contents(_ name: String) throws -> Data {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try Data(contentsOf: root.appending(path: "protocol/v1/vectors/\(name)"))
    }
}
