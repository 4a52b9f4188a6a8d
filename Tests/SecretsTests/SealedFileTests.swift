// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Secrets
import Testing

@Suite("Sealed files")
struct SealedFileTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let place = Array("row map".utf8)

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/rows.sealed"
    }

    private static func plain(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 16) }
    }

    private func write(_ bytes: [UInt8], _ key: borrowing SealingKey, step: Int) throws {
        var writer = try SealedFileWriter(path: path, key: key, associatedData: Self.place)
        var start = 0
        while start < bytes.count {
            try Array(bytes[start..<min(start + step, bytes.count)]).withUnsafeBytes { try writer.append($0) }
            start += step
        }
        try writer.commit()
    }

    private func read(_ key: borrowing SealingKey, place: [UInt8] = Self.place, step: Int) throws -> [UInt8] {
        var reader = try SealedFileReader(path: path, key: key, associatedData: place)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: step)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private func failure(_ key: borrowing SealingKey, place: [UInt8] = Self.place) -> SecretsError? {
        do {
            _ = try read(key, place: place, step: 100_000)
            return nil
        } catch {
            return error as? SecretsError
        }
    }

    private func sealed() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    private func replace(_ bytes: [UInt8]) throws { try PrivateFile.write(bytes, to: path) }

    @Test(
        "What was written comes back, whatever the sizes",
        arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001], [1_000, 65_536, 300_000])
    func roundTrip(count: Int, step: Int) throws {
        let key = try SealingKey.random()
        let plain = Self.plain(count)
        try write(plain, key, step: step)
        let first = try read(key, step: 70_000)
        let second = try read(key, step: 999)
        #expect(first == plain && second == plain)
        #expect(try sealed().count == SealedStream.sealedCount(of: count))
    }

    @Test("The file is private and leaves no other behind")
    func mode() throws {
        let key = try SealingKey.random()
        try write(Self.plain(10), key, step: 10)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["rows.sealed"])
    }

    @Test("A writer that is not committed leaves nothing, and keeps what was there")
    func abandoned() throws {
        let key = try SealingKey.random()
        try write(Self.plain(10), key, step: 10)
        let before = try sealed()
        do {
            var writer = try SealedFileWriter(path: path, key: key, associatedData: Self.place)
            try Self.plain(100_000).withUnsafeBytes { try writer.append($0) }
        }
        #expect(try sealed() == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["rows.sealed"])
    }

    @Test("Without replacing, a file that is there stays")
    func exclusive() throws {
        try PrivateFile.write([1], to: path, replacing: false)
        #expect(throws: SecretsError.file(operation: "create", path: path, code: EEXIST)) {
            try PrivateFile.write([2], to: path, replacing: false)
        }
        #expect(try PrivateFile.read(path, limit: 1) == [1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["rows.sealed"])
    }

    @Test("Another key or place is refused")
    func foreign() throws {
        let key = try SealingKey.random()
        try write(Self.plain(200_000), key, step: 65_536)
        let otherPlace = failure(key, place: [])
        let otherKey = failure(try SealingKey.random())
        #expect(otherPlace == .notAuthentic(name: path) && otherKey == .notAuthentic(name: path))
    }

    @Test("A file cut at any place is refused, block ends included")
    func truncation() throws {
        let key = try SealingKey.random()
        try write(Self.plain(200_000), key, step: 65_536)
        let whole = try sealed()
        let block = 65_536 + 17
        for count in [
            0, 1, 7, 8, 31, 32, 33, 32 + 16, 32 + block - 1, 32 + block, 32 + 2 * block, 32 + 3 * block,
            whole.count - 1,
        ] {
            try replace(Array(whole.prefix(count)))
            let error = failure(key)
            switch count {
            case ..<8: #expect(error == .notSealed(name: path), "\(count) bytes")
            case ..<(32 + 17), 32 + block, 32 + 2 * block, 32 + 3 * block:
                #expect(error == .truncated(name: path), "\(count) bytes")
            default: #expect(error == .notAuthentic(name: path), "\(count) bytes")
            }
        }
    }

    @Test("Blocks that were changed, swapped, repeated or dropped are refused")
    func alteration() throws {
        let key = try SealingKey.random()
        try write(Self.plain(200_000), key, step: 65_536)
        let whole = try sealed()
        let block = 65_536 + 17
        let first = 32..<32 + block
        let second = first.upperBound..<first.upperBound + block
        for index in [8, 31, 32, 33, 50_000, first.upperBound, second.upperBound - 1] {
            var changed = whole
            changed[index] ^= 0x80
            try replace(changed)
            let error = failure(key)
            #expect(error == .notAuthentic(name: path), "byte \(index)")
        }
        let rest = whole[second.upperBound...]
        for blocks in [[second, first], [first, first, second], [second], [first, second, second]] {
            try replace(whole[..<32] + blocks.flatMap { whole[$0] } + rest)
            let error = failure(key)
            #expect(error == .notAuthentic(name: path))
        }
    }

    @Test("Bytes after the end are refused", arguments: [0, 65_536, 70_000])
    func trailing(count: Int) throws {
        let key = try SealingKey.random()
        try write(Self.plain(count), key, step: 65_536)
        try replace(try sealed() + [0])
        // After a short last block the extra byte becomes part of that block, which then does not open.
        let error = failure(key)
        #expect(error == (count == 65_536 ? .trailingBytes(name: path) : .notAuthentic(name: path)))
    }

    @Test("A reader that failed fails for ever")
    func sticky() throws {
        let key = try SealingKey.random()
        try write(Self.plain(200_000), key, step: 65_536)
        var changed = try sealed()
        changed[40] ^= 1
        try replace(changed)
        var reader = try SealedFileReader(path: path, key: key, associatedData: Self.place)
        var buffer = [UInt8](repeating: 0, count: 10)
        for _ in 0..<3 {
            var error: SecretsError?
            do throws(SecretsError) {
                var span = buffer.mutableSpan
                _ = try span.withUnsafeMutableBytes { (bytes) throws(SecretsError) in try reader.read(into: bytes) }
            } catch let caught {
                error = caught
            }
            #expect(error == .notAuthentic(name: path))
        }
    }

    @Test("Files that others may read, links and folders are refused")
    func exposed() throws {
        try PrivateFile.write([1], to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: SecretsError.exposed(path: path, mode: 0o640)) { try PrivateFile.read(path, limit: 1) }
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(throws: SecretsError.file(operation: "open", path: link, code: ELOOP)) {
            try PrivateFile.read(link, limit: 1)
        }
        #expect(throws: SecretsError.notAFile(path: folder.path)) { try PrivateFile.read(folder.path, limit: 1) }
        let missing = folder.path + "/missing"
        #expect(throws: SecretsError.file(operation: "open", path: missing, code: ENOENT)) {
            try PrivateFile.read(missing, limit: 1)
        }
    }

    @Test("A file longer than the limit is refused")
    func limit() throws {
        try PrivateFile.write([1, 2, 3], to: path)
        #expect(try PrivateFile.read(path, limit: 3) == [1, 2, 3])
        #expect(throws: SecretsError.tooLong(limit: 2)) { try PrivateFile.read(path, limit: 2) }
    }
}
