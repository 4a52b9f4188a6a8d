// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Matching
import Messages
import Storage
import TestSupport
import Testing

@Suite("Partition files")
struct PartitionFilesTests {
    private let temporary: TemporaryFolder
    private let folder: String

    init() throws {
        temporary = try TemporaryFolder()
        folder = temporary.path("partitions")
    }

    private static func append(_ bytes: [UInt8], to file: any PartitionFile) throws {
        try bytes.withUnsafeBytes { try file.append($0) }
    }

    private static func read(_ count: Int, at position: Int, of file: any PartitionFile) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try bytes.withUnsafeMutableBytes { try file.read(at: position, into: $0) }
        return Array(bytes.prefix(read))
    }

    @Test("give back what was added, and no more")
    func roundTrip() throws {
        let file = try PartitionFiles(folder: folder).makeFile()
        let other = try PartitionFiles(folder: temporary.path("others")).makeFile()
        try Self.append([1, 2, 3], to: file)
        try Self.append([9], to: other)
        try Self.append([4, 5], to: file)
        #expect(try Self.read(4, at: 1, of: file) == [2, 3, 4, 5])
        #expect(try Self.read(4, at: 3, of: file) == [4, 5])
        #expect(try Self.read(4, at: 5, of: file) == [])
        #expect(try Self.read(1, at: 0, of: other) == [9])
    }

    @Test("have no name, in a folder that lets nobody in")
    func names() throws {
        let files = try PartitionFiles(folder: folder)
        let file = try files.makeFile()
        try Self.append([UInt8](repeating: 7, count: 100_000), to: file)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(try mode(of: folder) == 0o700)
        try withExtendedLifetime(file) {
            let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
                .map { "/proc/self/fd/\($0)" }
            let own = try #require(
                links.first {
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: $0))?.hasPrefix(folder) == true
                })
            var status = stat()
            #expect(stat(own, &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_nlink == 0)
        }
    }

    @Test("that a process left behind are removed at the next start")
    func leftovers() throws {
        _ = try PartitionFiles(folder: folder)
        try Data([1]).write(to: URL(filePath: "\(folder)/symbolon-abcdef"))
        let files = try PartitionFiles(folder: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        _ = try files.makeFile()
    }

    @Test("that cannot be made are an error that names the folder")
    func refused() throws {
        let files = try PartitionFiles(folder: folder)
        try FileManager.default.removeItem(atPath: folder)
        #expect(
            throws: StorageError.file(operation: "create a partition file in", path: folder, code: ENOENT)
        ) { try files.makeFile() }
    }

    @Test(
        "on a full disk are the problem storage-full, and give their room back with their value",
        .enabled(if: SmallDisk.isAvailable, "mounting a small file system needs root"))
    func full() throws {
        let disk = try SmallDisk(kilobytes: 1024)
        let files = try PartitionFiles(folder: "\(disk.path)/partitions")
        let bytes = [UInt8](repeating: 3, count: 300_000)
        for _ in 0..<3 {
            let file = try files.makeFile()
            let code = try ProblemCode.of { for _ in 0..<10 { try Self.append(bytes, to: file) } }
            #expect(code == .storageFull)
        }
    }
}
