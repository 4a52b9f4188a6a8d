// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Messages
import Storage
import Testing
import Vocabulary

@Suite("Column files")
struct ColumnFilesTests {
    private let temporary: TemporaryFolder
    private let folder: String
    private let files: ColumnFiles
    private let round: RoundID
    private let place: ChunkPlace

    init() throws {
        temporary = try TemporaryFolder()
        folder = temporary.path("columns")
        files = try ColumnFiles(folder: folder)
        round = try #require(RoundID(bytes: [UInt8](repeating: 7, count: 32)))
        place = ChunkPlace(list: try #require(PartyID("acme")), hop: 1, chunk: 12)
    }

    private var path: String { "\(folder)/\(round.hex)/acme/1/12" }

    @Test("come back as they were", arguments: [0, 1, 32, 65_535 * 32])
    func roundTrip(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try files.write(bytes, at: place, in: round)
        #expect(try ColumnFiles(folder: folder).read(at: place, in: round, byteCount: count) == bytes)
    }

    @Test("let nobody but their owner in")
    func modes() throws {
        try files.write([1, 2, 3], at: place, in: round)
        #expect(try mode(of: path) == 0o600)
        for name in ["", "/.pending", "/\(round.hex)", "/\(round.hex)/acme", "/\(round.hex)/acme/1"] {
            #expect(try mode(of: folder + name) == 0o700)
        }
    }

    @Test("replace a chunk as a whole")
    func replaces() throws {
        try files.write([1, 2, 3], at: place, in: round)
        try files.write([4, 5], at: place, in: round)
        #expect(try files.read(at: place, in: round, byteCount: 2) == [4, 5])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.pending").isEmpty)
    }

    @Test("are not found where none was written")
    func missing() throws {
        #expect(try ProblemCode.of { try files.read(at: place, in: round, byteCount: 1) } == .notFound)
    }

    @Test("are an error, not a chunk, where their length is another", arguments: [0, 2, 4])
    func length(count: Int) throws {
        try files.write([1, 2, 3], at: place, in: round)
        do {
            _ = try files.read(at: place, in: round, byteCount: count)
            Issue.record("the length is another")
        } catch StorageError.damaged(let what) {
            #expect(what.contains("3 bytes instead of \(count)"))
        }
    }

    @Test("are not read through links")
    func links() throws {
        try files.write([1, 2, 3], at: place, in: round)
        try FileManager.default.moveItem(atPath: path, toPath: temporary.path("elsewhere"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: temporary.path("elsewhere"))
        #expect(throws: StorageError.self) { try files.read(at: place, in: round, byteCount: 3) }
    }

    @Test("go with their round, and with no other")
    func erase() throws {
        let other = try #require(RoundID(bytes: [UInt8](repeating: 8, count: 32)))
        for chunk in 0..<5 {
            let place = ChunkPlace(list: place.list, hop: 0, chunk: chunk)
            try files.write([1, 2, 3], at: place, in: round)
            try files.write([1, 2, 3], at: place, in: other)
        }
        try files.erase(round)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [".pending", other.hex])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.pending").isEmpty)
        let first = ChunkPlace(list: place.list, hop: 0, chunk: 0)
        #expect(try files.read(at: first, in: other, byteCount: 3) == [1, 2, 3])
        #expect(try ProblemCode.of { try files.read(at: first, in: round, byteCount: 3) } == .notFound)
        try files.erase(round)
    }

    @Test("leave nothing unfinished after the next start")
    func leftovers() throws {
        try files.write([1, 2, 3], at: place, in: round)
        try Data([1]).write(to: URL(filePath: "\(folder)/.pending/abc"))
        try FileManager.default.createDirectory(
            atPath: "\(folder)/.pending/half/acme/0", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: "\(folder)/.pending/half/acme/0/3"))
        let again = try ColumnFiles(folder: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.pending").isEmpty)
        #expect(try again.read(at: place, in: round, byteCount: 3) == [1, 2, 3])
    }

    @Test("are counted in bytes")
    func byteCount() throws {
        #expect(try ColumnFiles.byteCount(in: temporary.path("none")) == 0)
        try files.write([1, 2, 3], at: place, in: round)
        try files.write([1, 2], at: ChunkPlace(list: place.list, hop: 0, chunk: 0), in: round)
        #expect(try ColumnFiles.byteCount(in: folder) == 5)
    }

    @Test("of one place written at once are one of them, whole")
    func concurrentWrites() throws {
        let (files, place, round, failures) = (files, place, round, Failures())
        DispatchQueue.concurrentPerform(iterations: 16) { index in
            do {
                try files.write([UInt8](repeating: UInt8(index), count: 50_000), at: place, in: round)
            } catch { failures.add(error) }
        }
        #expect(failures.all.isEmpty, "\(failures.all)")
        let bytes = try files.read(at: place, in: round, byteCount: 50_000)
        #expect(Set(bytes).count == 1)
    }
}
