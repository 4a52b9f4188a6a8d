// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
import Crypto
import Foundation
import Lists

/// SHA-256 of an input file, to notice that it changed after it was committed.
package enum SourceDigest {
    /// What stands for standard input, which cannot be compared.
    package static let unknown = Columns.Digest(sha256: [])

    /// Hashes a file in pieces; ``unknown`` for `-`.
    package static func ofFile(_ path: String) throws -> Columns.Digest {
        guard path != "-" else { return unknown }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw ListError(.badData, "\(path): this is a folder; name a file in it.")
        }
        guard let file = FileHandle(forReadingAtPath: path) else { throw JoinError.missingFile(path) }
        defer { try? file.close() }
        var hasher = SHA256()
        while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hasher.update(data: data) }
        guard let digest = Columns.Digest(bytes: Array(hasher.finalize())) else { throw JoinError.missingFile(path) }
        return digest
    }
}
