// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of the package this test was compiled from.
struct SourceTree {
    /// A file of source code.
    struct File {
        /// Relative to the package: `Sources/Columns/Digest.swift`.
        let path: String
        let text: String

        /// The folder under `Sources` or `Tests`.
        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    /// The package's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let extensions: Set<String> = ["swift", "c", "cpp", "h"]

    /// All source files under a top folder, in order.
    static func files(under folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path) else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: base.path])
        }
        return try paths.compactMap { $0 as? String }
            .filter { extensions.contains(URL(filePath: $0).pathExtension) }.sorted()
            .map { path in
                let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
                return File(path: "\(folder)/\(path)", text: text)
            }
    }

    /// The names of the folders under `Sources`.
    static func folders() throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
                .filter { !$0.hasPrefix(".") })
    }

    /// For each Swift file under `Sources` its room and the modules it imports.
    static let imports = Result { () -> [(room: String, file: String, modules: Set<String>)] in
        try files(under: "Sources").filter { $0.path.hasSuffix(".swift") }
            .map { ($0.room, $0.path, ImportScanner.modules(in: $0.text)) }
    }
}
