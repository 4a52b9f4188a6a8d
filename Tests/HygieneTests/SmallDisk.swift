// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file system of a few megabytes in memory; it needs the right to mount.
final class SmallDisk: Sendable {
    /// Whether this process may mount.
    static let isAvailable: Bool = {
        do {
            _ = try SmallDisk(megabytes: 1)
            return true
        } catch {
            return false
        }
    }()

    private struct Refused: Error {}

    private let folder: TemporaryFolder
    var path: String { folder.path }

    init(megabytes: Int) throws {
        let folder = try TemporaryFolder()
        try Self.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "tmpfs", folder.path)
        self.folder = folder
    }

    deinit {
        do { try Self.run("umount", "-l", path) } catch { print("still mounted: \(path)") }
    }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused() }
    }
}
