// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Matching
import Messages
import Storage
import TestSupport
import Testing
import Vocabulary

@Suite("A full disk", .enabled(if: SmallDisk.isAvailable, "mounting a small file system needs root"))
struct FullDiskTests {
    @Test("refuses a result, keeps the round as it was, and takes the result when there is room")
    func database() throws {
        let disk = try SmallDisk(kilobytes: 3072)
        var driver = try RoundDriver(path: "\(disk.path)/state.sqlite")
        try driver.enterRing()
        let outcome = try driver.outcome(rows: 100_000)
        let id = driver.round.reference.round
        #expect(
            try ProblemCode.of { try driver.rounds.finish(outcome, of: driver.round, at: RoundDriver.start) }
                == .storageFull)
        #expect(try driver.rounds.round(id)?.state == .ring)
        #expect(try driver.rounds.events(of: driver.round).count == driver.round.revision)
        #expect(try ProblemCode.of { try driver.rounds.rows(of: driver.id(0), in: id, page: 0) } == .notFound)
        try disk.grow(kilobytes: 65_536)
        try driver.rounds.finish(outcome, of: driver.round, at: RoundDriver.start)
        try driver.round.apply(.finished(outcome.manifest))
        let rounds = try driver.reopened()
        #expect(try rounds.rows(of: driver.id(0), in: id, page: 1).count == (100_000 - Limits.chunkRows) * 20)
        #expect(try rounds.restored(driver.stored(driver.round), under: driver.agreement).state == .matched)
    }

    @Test("refuses an event and keeps what was stored, down to the last byte")
    func events() throws {
        let disk = try SmallDisk(kilobytes: 1024)
        var driver = try RoundDriver(path: "\(disk.path)/state.sqlite")
        try driver.enterRing()
        let filler = "\(disk.path)/filler"
        #expect(FileManager.default.createFile(atPath: filler, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: filler))
        do {
            while true { try handle.write(contentsOf: Data(count: 4096)) }
        } catch {
            // The disk is full now.
        }
        var code: ProblemCode?
        for chunk in 0..<3 where code == nil {
            for hop in 0..<3 where code == nil {
                code = try ProblemCode.of { try driver.upload(list: 0, hop: hop, chunk) }
            }
        }
        for list in 1..<3 where code == nil {
            for chunk in 0..<3 where code == nil {
                for hop in 0..<3 where code == nil {
                    code = try ProblemCode.of { try driver.upload(list: list, hop: hop, chunk) }
                }
            }
        }
        #expect(code == .storageFull)
        #expect(try driver.rounds.events(of: driver.round).count == driver.round.revision)
        try FileManager.default.removeItem(atPath: filler)
        try handle.close()
        try driver.record(.expired)
        #expect(try driver.rounds.round(driver.round.reference.round)?.state == .expired)
    }

    @Test("refuses a chunk, leaves nothing of it, and keeps the chunks before")
    func columns() throws {
        let disk = try SmallDisk(kilobytes: 1024)
        let files = try ColumnFiles(folder: "\(disk.path)/columns")
        let round = try #require(RoundID(bytes: [UInt8](repeating: 7, count: 32)))
        let list = try #require(PartyID("acme"))
        let bytes = [UInt8](repeating: 3, count: 300_000)
        var written = 0
        let code = try ProblemCode.of {
            for chunk in 0..<10 {
                try files.write(bytes, at: ChunkPlace(list: list, hop: 0, chunk: chunk), in: round)
                written += 1
            }
        }
        #expect(code == .storageFull && written == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(disk.path)/columns/.pending").isEmpty)
        for chunk in 0..<3 {
            let place = ChunkPlace(list: list, hop: 0, chunk: chunk)
            #expect(try files.read(at: place, in: round, byteCount: bytes.count) == bytes)
        }
        let missing = ChunkPlace(list: list, hop: 0, chunk: 3)
        #expect(try ProblemCode.of { try files.read(at: missing, in: round, byteCount: bytes.count) } == .notFound)
        try files.erase(round)
        try files.write(bytes, at: missing, in: round)
    }
}
