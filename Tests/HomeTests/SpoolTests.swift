// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("Spooled rows")
struct SpoolTests {
    @Test("Rows that were spooled before the round began come back in the input's order", arguments: [0, 1, 20_000])
    func roundTrip(_ count: Int) throws {
        let sample = try Sample()
        let id = try sample.prepareWithSpool(rows: count)
        let home = try Home(openingAt: sample.home.path)
        #expect(try Sample.spooled(home, id) == (0..<count).map { Sample.row($0) })
        #expect(try Sample.names(home, "rounds/\(id.hex)").contains("spool.key"))
        #expect(try Sample.names(home, "spools").isEmpty)
        for name in ["spool", "spool.key"] {
            #expect(try TestFolder.mode(of: "\(home.path)/rounds/\(id.hex)/\(name)") == 0o600)
        }
    }

    @Test("A party that has nothing to say has no spooled rows")
    func none() throws {
        let sample = try Sample()
        let id = try sample.prepare()
        #expect(try Sample.spooled(sample.home, id).isEmpty)
        #expect(try Sample.names(sample.home, "rounds/\(id.hex)").filter { $0.contains("spool") }.isEmpty)
    }

    @Test(
        "A row out of order, without a number or too long is refused, and the spool goes on",
        arguments: ["earlier row", "short number", "long record"])
    func refused(_ fault: String) throws {
        let sample = try Sample()
        let lock = try sample.home.lock()
        var spool = try sample.home.beginSpool(holding: lock)
        try spool.append(Sample.row(5))
        let bad =
            switch fault {
            case "earlier row": Sample.row(4)
            case "short number": SpooledRow(digits: 5, row: 6, payload: [])
            default: SpooledRow(digits: Sample.digits(6), row: 6, payload: [UInt8](repeating: 0, count: 8193))
            }
        do {
            try spool.append(bad)
            Issue.record("it was taken")
        } catch let error as HomeError {
            if case .refusedEntry(.spool, index: 1, _) = error {} else { Issue.record("\(error)") }
        }
        try spool.append(Sample.row(6))
        #expect(spool.count == 2)
    }

    @Test("A spool that no round adopts leaves nothing behind")
    func dropped() throws {
        let sample = try Sample()
        let lock = try sample.home.lock()
        do {
            var spool = try sample.home.beginSpool(holding: lock)
            try spool.append(Sample.row(1))
            #expect(try Sample.names(sample.home, "spools").count == 2)
        }
        #expect(try Sample.names(sample.home, "spools").isEmpty)
    }

    @Test("A process killed at any moment of spooling leaves nothing after the next lock")
    func killed() throws {
        let sample = try Sample()
        var before: [Home] = []
        let lock = try sample.home.lock()
        var spool = try sample.home.beginSpool(holding: lock)
        before.append(try sample.afterKill("k1"))
        for index in 0..<5000 { try spool.append(Sample.row(index)) }
        before.append(try sample.afterKill("k2"))
        var writer = try sample.home.beginRound(of: sample.agreement.id, number: 1, holding: lock, drawing: Sample.draw)
        before.append(try sample.afterKill("k3"))
        try writer.adopt(spool)
        before.append(try sample.afterKill("k4"))
        try Sample.fill(&writer, 10)
        let id = try writer.commit(Sample.preparation(10), at: Sample.time()).id
        let after = try sample.afterKill("k5")

        for (index, home) in before.enumerated() {
            let lock = try home.lock()
            #expect(try Sample.names(home, "spools").isEmpty)
            let left = index < 2 ? [] : ["secret.box", "secret.key"]
            #expect(try Sample.names(home, "rounds/\(id.hex)") == left)
            var writer = try home.beginRound(of: sample.agreement.id, number: 1, holding: lock, drawing: Sample.draw)
            try Sample.fill(&writer, 10)
            _ = try writer.commit(Sample.preparation(10), at: Sample.time())
            #expect(try Sample.spooled(home, id).isEmpty)
        }
        #expect(try Sample.spooled(after, id).count == 5000)
        _ = try after.lock()
        #expect(try Sample.spooled(after, id).count == 5000)
    }

    @Test("A round that is not committed erases the spool that it adopted")
    func notCommitted() throws {
        let sample = try Sample()
        let lock = try sample.home.lock()
        do {
            var spool = try sample.home.beginSpool(holding: lock)
            try spool.append(Sample.row(1))
            var writer = try sample.home.beginRound(
                of: sample.agreement.id, number: 1, holding: lock, drawing: Sample.draw)
            try writer.adopt(spool)
            do {
                try writer.adopt(sample.home.beginSpool(holding: lock))
                Issue.record("two spools were taken")
            } catch let error as HomeError {
                #expect(error == .incomplete(problem: "two spools for one round"))
            }
        }
        #expect(try Sample.names(sample.home, "spools").isEmpty)
        let folder = "rounds/\(sample.agreement.roundID(1).hex)"
        #expect(try Sample.names(sample.home, folder) == ["secret.box", "secret.key"])
    }

    @Test(
        "A spool that was changed, cut, lost or exchanged is refused",
        arguments: ["changed", "cut", "lost", "swapped"])
    func tampered(_ fault: String) throws {
        let sample = try Sample()
        let id = try sample.prepareWithSpool(1, rows: 5000)
        let other = try sample.prepareWithSpool(2, rows: 5000)
        let file = "rounds/\(id.hex)/spool"
        switch fault {
        case "changed": try Sample.change(sample.home, file) { $0[$0.count - 1] ^= 1 }
        case "cut": try Sample.change(sample.home, file) { $0 = Array($0.prefix(32 + 65553)) }
        case "lost": try FileManager.default.removeItem(atPath: "\(sample.home.path)/\(file)")
        default:
            for suffix in ["", ".key"] {
                let path = "\(sample.home.path)/rounds/\(other.hex)/spool\(suffix)"
                let bytes = try PrivateFile.read(path, limit: 1 << 20)
                try Sample.change(sample.home, file + suffix) { $0 = bytes }
            }
        }
        #expect(throws: (any Error).self) { try Sample.spooled(sample.home, id) }
        #expect(try Sample.spooled(sample.home, other).count == 5000)
    }

    @Test("The spool goes with the row map when the round ends without a result", arguments: RoundEnding.allCases)
    func ends(_ ending: RoundEnding) throws {
        let sample = try Sample()
        let id = try sample.prepareWithSpool(rows: 3)
        try sample.home.end(id, ending, at: Sample.time())
        #expect(try Sample.names(sample.home, "rounds").isEmpty)
        #expect(throws: HomeError.erased(id, what: "the spooled rows")) { try Sample.spooled(sample.home, id) }
    }
}
