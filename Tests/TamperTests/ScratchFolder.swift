// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation

/// A private folder of its own for one test, removed with the value.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tamper-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    /// The path of a name in the folder.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// The bytes of a file anywhere.
    static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    /// The value of Content-Digest for a body.
    static func contentDigest(of body: [UInt8]) -> String {
        "sha-256=:\(Data(Digest(sha256: body).bytes).base64EncodedString()):"
    }

    // What stays behind lies in the system's folder for temporary files.
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
