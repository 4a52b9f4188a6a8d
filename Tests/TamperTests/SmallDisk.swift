// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file system of a few megabytes in memory, which a test can fill; it needs the right to mount.
final class SmallDisk: Sendable {
    let path: String
    private let folder: ScratchFolder

    /// Whether this process may mount.
    static let isAvailable: Bool = {
        do {
            _ = try SmallDisk(kilobytes: 64)
            return true
        } catch { return false }
    }()

    struct Refused: Error {}

    init(kilobytes: Int) throws {
        folder = try ScratchFolder()
        path = folder("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0700", "tmpfs", path)
    }

    deinit {
        do { try Self.run("/bin/umount", "-l", path) } catch { print("still mounted: \(path)") }
    }

    /// Takes all the room there is.
    func fill() throws {
        try Data().write(to: URL(filePath: "\(path)/ballast"))
        let ballast = try FileHandle(forWritingTo: URL(filePath: "\(path)/ballast"))
        defer { try? ballast.close() }
        let block = Data(repeating: 1, count: 4096)
        // Ends with the error of the write for which there was no room.
        while true { do { try ballast.write(contentsOf: block) } catch { return } }
    }

    /// Gives it back.
    func makeRoom() throws { try FileManager.default.removeItem(atPath: "\(path)/ballast") }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused() }
    }
}
