// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file system of a few kilobytes in memory, which a test can fill; it needs the right to mount.
package final class SmallDisk: Sendable {
    package let path: String

    /// Whether this process may mount.
    package static let isAvailable: Bool = {
        do {
            _ = try SmallDisk(kilobytes: 64)
            return true
        } catch { return false }
    }()

    private struct Refused: Error {}

    package init(kilobytes: Int) throws {
        path = NSTemporaryDirectory() + "symbolon-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        do {
            try Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0700", "tmpfs", path)
        } catch {
            try FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    deinit {
        do {
            try Self.run("umount", "-l", path)
            try FileManager.default.removeItem(atPath: path)
        } catch { print("still there: \(path)") }
    }

    /// Makes the disk larger.
    package func grow(kilobytes: Int) throws {
        try Self.run("mount", "-o", "remount,size=\(kilobytes)k", path)
    }

    /// Takes all the room there is.
    package func fill() throws {
        try Data().write(to: URL(filePath: "\(path)/ballast"))
        let ballast = try FileHandle(forWritingTo: URL(filePath: "\(path)/ballast"))
        defer { try? ballast.close() }
        let block = Data(repeating: 1, count: 4096)
        // Ends with the error of the write for which there was no room.
        while true { do { try ballast.write(contentsOf: block) } catch { return } }
    }

    /// Gives it back.
    package func makeRoom() throws { try FileManager.default.removeItem(atPath: "\(path)/ballast") }

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
