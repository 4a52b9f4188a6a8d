// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("Preparing a round")
struct RoundWritingTests {
    @Test("Key, list, row map and commitment come back after reopening", arguments: [0, 1, 10, 12_345])
    func roundTrip(_ count: Int) throws {
        let sample = try Sample()
        let id = try sample.prepare(count: count)
        let home = try Home(openingAt: sample.home.path)
        let round = try #require(try home.round(of: sample.agreement.id, number: 1))
        #expect(round.id == sample.agreement.roundID(1))
        #expect(round.step == .prepared)
        #expect(round.count == count)
        #expect(round.plan == "8.12.57")
        #expect(round.source == Sample.digest(1))
        #expect(round.preparedAt == (try Sample.time()))
        #expect(try home.commitment(of: id) == Array("commitment".utf8))
        #expect(try home.summary(of: id) == .object(["rows": .integer(Int64(count))]))
        let same = try home.secret(of: id).isEqual(to: SecretBytes(copying: Sample.secret))
        #expect(same)
        let column = try home.column(of: id)
        #expect(try column.elements(0..<count) == Sample.elements(count))
        var map = try home.rowMap(of: id)
        var entries: [RowMapEntry] = []
        while let entry = try map.next() { entries.append(entry) }
        #expect(
            entries == (0..<count).map { RowMapEntry(digits: Sample.digits(count - 1 - $0), row: UInt32(1000 + $0)) })
        #expect(try map.next() == nil)
    }

    @Test("A part of the list is read by its rows, and never beyond its end")
    func columnParts() throws {
        let sample = try Sample()
        let column = try sample.home.column(of: sample.prepare(count: 100))
        let all = Sample.elements(100)
        #expect(try column.elements(40..<60) == Array(all[1280..<1920]))
        #expect(try column.elements(90..<200) == Array(all[2880...]))
        #expect(try column.elements(100..<100).isEmpty)
    }

    @Test("Some rows of the row map are found by position")
    func entriesByPosition() throws {
        let sample = try Sample()
        let id = try sample.prepare(count: 100)
        let entries = try sample.home.rowMapEntries(at: [0, 42, 100], of: id)
        #expect(entries.keys.sorted() == [0, 42])
        #expect(entries[42] == RowMapEntry(digits: Sample.digits(57), row: 1042))
    }

    @Test("No file of the home holds a number or the key as it is")
    func sealed() throws {
        let sample = try Sample()
        try sample.prepare(count: 50)
        let number = withUnsafeBytes(of: Sample.digits(20).bigEndian) { Data($0) }
        for path in try TestFolder.tree(sample.home.path) {
            let data = FileManager.default.contents(atPath: "\(sample.home.path)/\(path)") ?? Data()
            #expect(data.range(of: number.suffix(5)) == nil, "\(path)")
            #expect(data.range(of: Data("\(Sample.digits(20))".utf8)) == nil, "\(path)")
            #expect(data.range(of: Data(Sample.secret)) == nil, "\(path)")
        }
    }

    @Test("A number is taken with its key, which is the same however often the round is begun")
    func begunAgain() throws {
        let sample = try Sample()
        let id = sample.agreement.id
        let lock = try sample.home.lock()
        do {
            let writer = try sample.home.beginRound(of: id, number: 3, holding: lock, drawing: Sample.draw)
            #expect(try Home(openingAt: sample.home.path).highestRound(of: id) == 3)
            #expect(writer.number == 3)
        }
        let folder = "\(sample.home.path)/rounds/\(sample.agreement.roundID(3).hex)"
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["secret.box", "secret.key"])
        #expect(try sample.home.nextRound(of: id) == 3)
        for _ in 1...2 {
            let writer = try sample.home.beginRound(of: id, number: 3, holding: lock, drawing: Self.refuse)
            #expect(try writer.secret().isEqual(to: Sample.draw()))
        }
        for number in [0, 1, 2] as [UInt32] {
            #expect(throws: HomeError.burnt(number: number, highest: 3)) {
                _ = try sample.home.beginRound(of: id, number: number, holding: lock, drawing: Self.refuse)
            }
        }
    }

    @Test("A number whose key is gone is burnt")
    func burnt() throws {
        let sample = try Sample()
        let id = sample.agreement.id
        let lock = try sample.home.lock()
        _ = try sample.home.beginRound(of: id, number: 3, holding: lock, drawing: Sample.draw)
        try FileManager.default.removeItem(atPath: sample.home.path + "/rounds")
        #expect(throws: HomeError.burnt(number: 3, highest: 3)) {
            _ = try sample.home.beginRound(of: id, number: 3, holding: lock, drawing: Self.refuse)
        }
        #expect(try sample.home.nextRound(of: id) == 4)
        _ = try sample.home.beginRound(of: id, number: 4, holding: lock, drawing: Sample.draw)
    }

    @Test("A number that is skipped is never used; one below the highest changes nothing")
    func skipped() throws {
        let sample = try Sample()
        let id = sample.agreement.id
        let lock = try sample.home.lock()
        try sample.home.skipRound(of: id, number: 2, holding: lock)
        #expect(try sample.home.nextRound(of: id) == 3)
        #expect(throws: HomeError.burnt(number: 2, highest: 2)) {
            _ = try sample.home.beginRound(of: id, number: 2, holding: lock, drawing: Self.refuse)
        }
        _ = try sample.home.beginRound(of: id, number: 3, holding: lock, drawing: Sample.draw)
        try sample.home.skipRound(of: id, number: 1, holding: lock)
        #expect(try sample.home.highestRound(of: id) == 3)
    }

    @Test("A round that was begun and never finished goes when a later one is begun")
    func overtaken() throws {
        let sample = try Sample()
        for number in [1, 2] as [UInt32] {
            let lock = try sample.home.lock()
            _ = try sample.home.beginRound(
                of: sample.agreement.id, number: number, holding: lock, drawing: Sample.draw)
        }
        _ = try sample.home.lock()
        let names = try FileManager.default.contentsOfDirectory(atPath: sample.home.path + "/rounds")
        #expect(names == [sample.agreement.roundID(2).hex])
    }

    private struct Drawn: Error {}

    private static func refuse() throws -> SecretBytes { throw Drawn() }

    @Test("A round that is prepared is not prepared again")
    func exists() throws {
        let sample = try Sample()
        try sample.prepare(2)
        let lock = try sample.home.lock()
        #expect(throws: HomeError.roundExists(number: 2)) {
            _ = try sample.home.beginRound(of: sample.agreement.id, number: 2, holding: lock, drawing: Self.refuse)
        }
    }

    @Test("An agreement that the home does not have has no rounds")
    func unknownAgreement() throws {
        let sample = try Sample()
        let other = try Sample.agreement(name: "other").id
        let lock = try sample.home.lock()
        #expect(throws: HomeError.noAgreement(String(other.hex.prefix(16)))) {
            _ = try sample.home.beginRound(of: other, number: 1, holding: lock, drawing: Self.refuse)
        }
        #expect(throws: HomeError.noRound(sample.agreement.roundID(1))) {
            try sample.home.commitment(of: sample.agreement.roundID(1))
        }
    }

    @Test(
        "Parts that do not fit each other count for nothing",
        arguments: ["short list", "short map", "bad row"])
    func incomplete(_ fault: String) throws {
        let sample = try Sample()
        let lock = try sample.home.lock()
        let error = #expect(throws: HomeError.self) {
            var writer = try sample.home.beginRound(
                of: sample.agreement.id, number: 1, holding: lock, drawing: Sample.draw)
            try Sample.elements(fault == "short list" ? 9 : 10).withUnsafeBytes { try writer.append(elements: $0) }
            let digits = (0..<(fault == "short map" ? 9 : 10)).map { fault == "bad row" ? 99 : Sample.digits($0) }
            try writer.append(digits: digits, rows: digits.map { _ in 1 })
            _ = try writer.commit(Sample.preparation(10), at: Sample.time())
        }
        if case .incomplete = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try sample.home.rounds().isEmpty)
        let folder = "\(sample.home.path)/rounds/\(sample.agreement.roundID(1).hex)"
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["secret.box", "secret.key"])
    }

    @Test("A process killed at any moment of writing leaves all of the round, or its key alone")
    func killed() throws {
        let sample = try Sample()
        var before: [Home] = []
        let lock = try sample.home.lock()
        var writer = try sample.home.beginRound(
            of: sample.agreement.id, number: 1, holding: lock, drawing: Sample.draw)
        before.append(try sample.afterKill("k1"))
        try Sample.elements(5000).withUnsafeBytes { try writer.append(elements: $0) }
        before.append(try sample.afterKill("k2"))
        try writer.append(digits: (0..<5000).map { Sample.digits($0) }, rows: (0..<5000).map { UInt32($0) })
        before.append(try sample.afterKill("k3"))
        let id = try writer.commit(Sample.preparation(5000), at: Sample.time()).id
        let after = try sample.afterKill("k4")

        for home in before {
            let lock = try home.lock()
            #expect(try home.rounds().isEmpty)
            #expect(try home.highestRound(of: sample.agreement.id) == 1)
            var writer = try home.beginRound(
                of: sample.agreement.id, number: 1, holding: lock, drawing: Self.refuse)
            #expect(try writer.secret().isEqual(to: Sample.draw()))
            try Sample.fill(&writer, 20)
            #expect(try writer.commit(Sample.preparation(20), at: Sample.time()).step == .prepared)
        }
        let round = try #require(try after.round(id))
        #expect(round.step == .prepared)
        #expect(try after.column(of: id).elements(0..<5000) == Sample.elements(5000))
        var map = try after.rowMap(of: id)
        var count = 0
        while try map.next() != nil { count += 1 }
        #expect(count == 5000)
    }

    @Test("A changed file is reported", arguments: ["map", "secret.box", "column"])
    func damaged(_ name: String) throws {
        let sample = try Sample()
        let id = try sample.prepare()
        let path = "\(sample.home.path)/rounds/\(id.hex)/\(name)"
        var bytes = try PrivateFile.read(path, limit: 1 << 20)
        if name == "column" { bytes.removeLast() } else { bytes[bytes.count - 3] ^= 1 }
        try PrivateFile.write(bytes, to: path)
        #expect(throws: (any Error).self) {
            switch name {
            case "map":
                var map = try sample.home.rowMap(of: id)
                while try map.next() != nil {}
            case "column": _ = try sample.home.column(of: id)
            default: _ = try sample.home.secret(of: id)
            }
        }
    }

    @Test("A row map of another round does not open in its place")
    func swapped() throws {
        let sample = try Sample()
        let (first, second) = (try sample.prepare(1), try sample.prepare(2))
        for name in ["map", "map.key"] {
            let bytes = try PrivateFile.read("\(sample.home.path)/rounds/\(first.hex)/\(name)", limit: 1 << 20)
            try PrivateFile.write(bytes, to: "\(sample.home.path)/rounds/\(second.hex)/\(name)")
        }
        #expect(throws: SecretsError.self) {
            var map = try sample.home.rowMap(of: second)
            _ = try map.next()
        }
    }

    @Test("A list written to a file is remembered as such")
    func wroteFile() throws {
        let sample = try Sample()
        let id = try sample.prepare()
        #expect(try sample.home.round(id)?.wroteFile == false)
        try sample.home.markFileWritten(of: id)
        #expect(try Home(openingAt: sample.home.path).round(id)?.wroteFile == true)
    }
}
