// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hygiene
import Spilling
import TestSupport
import Testing

@Suite("Sorting and waiting beyond memory")
struct SpillingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func pairs(_ count: Int, keys: UInt64, seed: UInt64) -> [Pair] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { Pair(key: UInt64.random(in: 0..<keys, using: &random), value: UInt64($0)) }
    }

    private func all(_ stream: PairStream) throws -> [Pair] {
        var (pairs, block): ([Pair], [Pair]) = ([], [])
        while try stream.next(into: &block) { pairs += block }
        return pairs
    }

    @Test(
        "Pairs come out in order, whether they fit into memory, go to a few files or to hundreds",
        arguments: [(1 << 20, 0), (1 << 20, 300), (1 << 20, 20_000), (64 << 10, 20_000), (2048, 64), (2048, 40_001)])
    func sorting(limit: Int, count: Int) throws {
        for keys in [UInt64(10), 3_000, 1 << 50, .max] {
            let pairs = pairs(count, keys: keys, seed: UInt64(count) &+ keys)
            let sorter = PairSorter(limit: limit, folder: folder.path)
            try sorter.add(Array(pairs.prefix(count / 2)))
            for pair in pairs.dropFirst(count / 2) { try sorter.add([pair]) }
            #expect(sorter.hasSpilled == (count * 32 >= limit))
            #expect(try all(sorter.sorted()) == pairs.sorted())
        }
    }

    @Test(
        "Records come out by their keys and otherwise in the order in which they came, from memory or from files",
        arguments: [(1 << 20, 0), (1 << 20, 5_000), (1 << 20, 60_000), (4096, 64), (4096, 10_001), (0, 20_000)])
    func records(limit: Int, count: Int) throws {
        for keys in [UInt64(10), 3_000, .max] {
            let pairs = pairs(count, keys: keys, seed: UInt64(count) &+ keys)
            let sorter = RecordSorter(width: 13, limit: limit, folder: folder.path)
            for pair in pairs {
                try sorter.add(key: pair.key) { record in
                    record.storeBytes(of: pair.value, as: UInt64.self)
                    for index in 8..<13 { record[index] = UInt8(truncatingIfNeeded: pair.key) &+ UInt8(index) }
                }
            }
            #expect(sorter.count == count)
            let stream = try sorter.sorted()
            var sorted: [Pair] = []
            while let pair = try stream.next({ key, record in
                (8..<13).allSatisfy { record[$0] == UInt8(truncatingIfNeeded: key) &+ UInt8($0) }
                    ? Pair(key: key, value: record.loadUnaligned(as: UInt64.self)) : Pair(key: 0, value: .max)
            }) {
                sorted.append(pair)
            }
            #expect(sorted == pairs.sorted())
        }
        #expect(try folder.names().isEmpty)
    }

    @Test("However many records there are, few files are open")
    func openFiles() throws {
        let sorter = RecordSorter(width: 1, limit: 0, folder: folder.path)
        var most = 0
        for number in 0..<64 * 300 {
            try sorter.add(key: UInt64(number)) { $0[0] = 1 }
            guard number.isMultiple(of: 64 * 20) else { continue }
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { descriptor in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)"))?
                    .hasPrefix(folder.path) ?? false
            }
            most = max(most, open)
        }
        #expect((1...130).contains(most))
    }

    @Test("Temporary files have no name from the start, so that nothing is left of them")
    func nameless() throws {
        let sorter = PairSorter(limit: 2048, folder: folder.path)
        try sorter.add(pairs(10_000, keys: 100, seed: 1))
        #expect(sorter.hasSpilled)
        #expect(try folder.names().isEmpty)
        let spool = try ByteSpool(in: folder.path)
        try spool.append(Array(repeating: 7, count: 200_000)[...])
        #expect(try folder.names().isEmpty)
    }

    @Test("Bytes that waited are read as they were written, in pieces of any size")
    func spool() throws {
        var random = SeededGenerator(seed: 3)
        let pieces = (0..<500).map { _ in
            (0..<Int.random(in: 0..<2000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let spool = try ByteSpool(in: folder.path)
        for piece in pieces { try spool.append(piece[...]) }
        try spool.rewind()
        for piece in pieces { #expect(try Array(spool.read(piece.count)) == piece) }
        #expect(try spool.read(10).isEmpty)
    }

    @Test("A folder that is not there is named, and the way out too")
    func noFolder() {
        let error = #expect(throws: SpillError.self) { try ByteSpool(in: "/nowhere/at/all") }
        #expect(
            error?.description
                == "/nowhere/at/all: a temporary file cannot be made: No such file or directory; name another folder in TMPDIR"
        )
    }

    @Test("Too many open files are told as such, and not as a matter of the folder", arguments: [EMFILE, ENFILE])
    func tooManyFiles(_ code: Int32) {
        #expect(
            SpillError(.create, folder: "/tmp", code: code).description
                == "/tmp: a temporary file cannot be made: too many files are open; allow more of them, as with ulimit -n 1024"
        )
    }

    @Test("A full disk is told as such", .enabled(if: SmallDisk.isAvailable))
    func fullDisk() throws {
        let disk = try SmallDisk(kilobytes: 1024)
        let sorter = PairSorter(limit: 64 << 10, folder: disk.path)
        let error = #expect(throws: SpillError.self) { try sorter.add(pairs(100_000, keys: 1 << 40, seed: 5)) }
        #expect(error?.description.contains("the disk is full; make room, or name a folder on another disk") == true)
        #expect(error?.code == ENOSPC)
    }

    @Test("The table of first rows answers as a dictionary does, until it is full")
    func table() {
        var random = SeededGenerator(seed: 9)
        var table = FirstRowTable(limit: 100_000)
        var model: [UInt64: UInt64] = [:]
        var isFull = false
        for row in UInt64(1)...60_000 {
            let digits = UInt64.random(in: 10_000_000...10_009_000, using: &random)
            switch table.place(digits, row: row) {
            case .new:
                #expect(model.updateValue(row, forKey: digits) == nil)
            case .repeats(let first): #expect(model[digits] == first)
            case .full:
                isFull = true
                #expect(model[digits] == nil)
            }
        }
        #expect(isFull)
        // 4,096 slots of 12 bytes are the most below the limit, four fifths of them filled.
        #expect((3_200...6_554).contains(model.count))
    }
}
