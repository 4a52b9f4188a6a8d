// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("The consent register")
struct ConsentRegisterTests {
    @Test("A home without a register has no consents")
    func none() throws {
        let sample = try Sample()
        #expect(try Sample.consents(of: sample.home).isEmpty)
        #expect(try sample.home.consents(of: Sample.digits(1)).isEmpty)
        #expect(try Sample.names(sample.home, "consents").isEmpty)
    }

    @Test("Entries come back after reopening, those of one number in the order in which they came")
    func roundTrip() throws {
        let sample = try Sample()
        let entries = [
            Sample.entry(1), Sample.entry(2, "withdrawn"), Sample.entry(2, "given"), Sample.entry(9),
            RegisteredConsent(digits: Sample.digits(10), payload: []),
            RegisteredConsent(digits: Sample.digits(11), payload: [UInt8](repeating: 7, count: 8192)),
        ]
        try sample.replaceConsents(entries)
        let home = try Home(openingAt: sample.home.path)
        #expect(try Sample.consents(of: home) == entries)
        #expect(try home.consents(of: Sample.digits(2)) == Array(entries[1...2]))
        #expect(try home.consents(of: Sample.digits(11)) == [entries[5]])
        #expect(try home.consents(of: Sample.digits(3)).isEmpty)
        try sample.replaceConsents([])
        #expect(try Sample.consents(of: home).isEmpty)
    }

    @Test("A register of many blocks is read whole, wherever its entries are cut by them")
    func manyBlocks() throws {
        let sample = try Sample()
        let entries = (0..<3000).map { index in
            RegisteredConsent(
                digits: Sample.digits(index), payload: [UInt8](repeating: UInt8(index % 251), count: index % 400))
        }
        try sample.replaceConsents(entries)
        #expect(try Sample.consents(of: sample.home) == entries)
        #expect(try sample.home.consents(of: Sample.digits(2999)) == [entries[2999]])
    }

    @Test("While a register is replaced the old one is read, also by a reader that goes on afterwards")
    func replaced() throws {
        let sample = try Sample()
        let old = (0..<5000).map { Sample.entry($0) }
        try sample.replaceConsents(old)
        var before = try sample.home.consentRegister()
        let lock = try sample.home.lock()
        try sample.home.replaceConsents(holding: lock) { writer in
            var register = try sample.home.consentRegister()
            while let entry = try register.next() {
                try writer.append(RegisteredConsent(digits: entry.digits, payload: [1]))
            }
            #expect(writer.count == 5000)
            #expect(try sample.home.consents(of: Sample.digits(3)) == [old[3]])
        }
        #expect(try sample.home.consents(of: Sample.digits(3)).map(\.payload) == [[1]])
        var count = 0
        while let entry = try before.next() {
            if entry != old[count] { Issue.record("entry \(count) is another") }
            count += 1
        }
        #expect(count == 5000)
        #expect(try Sample.names(sample.home, "consents") == ["2", "2.key"])
    }

    @Test(
        "An entry that is out of order or too long is refused, and the old register stays",
        arguments: ["descending", "short number", "long number", "long record"])
    func refused(_ fault: String) throws {
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        let bad =
            switch fault {
            case "descending": Sample.entry(5)
            case "short number": RegisteredConsent(digits: 999_999, payload: [])
            case "long number": RegisteredConsent(digits: 1_000_000_000_000_000, payload: [])
            default: RegisteredConsent(digits: Sample.digits(7), payload: [UInt8](repeating: 0, count: 8193))
            }
        let error = #expect(throws: HomeError.self) { try sample.replaceConsents([Sample.entry(6), bad]) }
        if case .refusedEntry(.consents, index: 1, _) = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try Sample.consents(of: sample.home) == [Sample.entry(4)])
        #expect(try Sample.names(sample.home, "consents") == ["1", "1.key"])
    }

    private struct Stopped: Error {}

    @Test("A replacement that is given up leaves nothing behind")
    func givenUp() throws {
        let sample = try Sample()
        let lock = try sample.home.lock()
        #expect(throws: Stopped.self) {
            try sample.home.replaceConsents(holding: lock) { writer in
                try writer.append(Sample.entry(1))
                throw Stopped()
            }
        }
        #expect(try Sample.names(sample.home, "consents").isEmpty)
        #expect(try Sample.consents(of: sample.home).isEmpty)
        try sample.home.replaceConsents(holding: lock) { try $0.append(Sample.entry(2)) }
        #expect(try Sample.consents(of: sample.home) == [Sample.entry(2)])
    }

    @Test("A process killed while it writes leaves the old register, and the next lock erases the rest")
    func killedWriting() throws {
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        var killed: Home?
        let lock = try sample.home.lock()
        try sample.home.replaceConsents(holding: lock) { writer in
            for index in 0..<5000 { try writer.append(Sample.entry(index)) }
            killed = try sample.afterKill("killed")
        }
        let home = try #require(killed)
        #expect(try Sample.names(home, "consents").count == 4)
        #expect(try Sample.consents(of: home) == [Sample.entry(4)])
        _ = try home.lock()
        #expect(try Sample.names(home, "consents") == ["1", "1.key"])
        #expect(try Sample.consents(of: home) == [Sample.entry(4)])
    }

    @Test("A process killed between file and transaction leaves the old register, whole")
    func killedBeforeTransaction() throws {
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        let home = try sample.afterKill("killed")
        try sample.replaceConsents([Sample.entry(5)])
        for name in ["2", "2.key"] {
            try FileManager.default.copyItem(
                atPath: "\(sample.home.path)/consents/\(name)", toPath: "\(home.path)/consents/\(name)")
        }
        #expect(try Sample.consents(of: home) == [Sample.entry(4)])
        let lock = try home.lock()
        #expect(try Sample.names(home, "consents") == ["1", "1.key"])
        try home.replaceConsents(holding: lock) { try $0.append(Sample.entry(6)) }
        #expect(try Sample.consents(of: home) == [Sample.entry(6)])
    }

    @Test("A process killed between transaction and erasure leaves the new register, and the next lock erases the old")
    func killedBeforeErasure() throws {
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        try FileManager.default.copyItem(atPath: sample.home.path + "/consents", toPath: sample.folder("kept"))
        try sample.replaceConsents([Sample.entry(5)])
        for name in ["1", "1.key"] {
            try FileManager.default.moveItem(
                atPath: sample.folder("kept") + "/\(name)", toPath: sample.home.path + "/consents/\(name)")
        }
        let home = try Home(openingAt: sample.home.path)
        #expect(try Sample.consents(of: home) == [Sample.entry(5)])
        _ = try home.lock()
        #expect(try Sample.names(home, "consents") == ["2", "2.key"])
    }

    @Test(
        "A register that was changed, cut, extended or lost is refused",
        arguments: ["changed", "cut", "cut at a block", "extended", "lost", "other key", "short key"])
    func tampered(_ fault: String) throws {
        let sample = try Sample()
        try sample.replaceConsents((0..<9000).map { Sample.entry($0) })
        switch fault {
        case "changed": try Sample.change(sample.home, "consents/1") { $0[$0.count / 2] ^= 1 }
        case "cut": try Sample.change(sample.home, "consents/1") { $0.removeLast(5) }
        case "cut at a block": try Sample.change(sample.home, "consents/1") { $0 = Array($0.prefix(32 + 65553)) }
        case "extended": try Sample.change(sample.home, "consents/1") { $0.append(0) }
        case "lost": try FileManager.default.removeItem(atPath: sample.home.path + "/consents/1")
        case "other key": try Sample.change(sample.home, "consents/1.key") { $0[0] ^= 1 }
        default: try Sample.change(sample.home, "consents/1.key") { $0.removeLast() }
        }
        #expect(throws: (any Error).self) { try Sample.consents(of: sample.home) }
        #expect(throws: (any Error).self) { try sample.home.consents(of: Sample.digits(8999)) }
    }

    @Test("An older register does not open in the place of a newer one")
    func olderGeneration() throws {
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        let old = try ["1", "1.key"].map { try PrivateFile.read(sample.home.path + "/consents/\($0)", limit: 1 << 16) }
        try sample.replaceConsents([Sample.entry(4, "withdrawn")])
        for (name, bytes) in zip(["2", "2.key"], old) {
            try PrivateFile.write(bytes, to: sample.home.path + "/consents/\(name)")
        }
        #expect(throws: SecretsError.notAuthentic(name: sample.home.path + "/consents/2")) {
            try Sample.consents(of: sample.home)
        }
    }

    @Test("The files are private, whatever the umask, and the texts of entries show nothing")
    func hidden() throws {
        let old = umask(0)
        defer { umask(old) }
        let sample = try Sample()
        try sample.replaceConsents([Sample.entry(4)])
        #expect(try TestFolder.mode(of: sample.home.path + "/consents") == 0o700)
        for name in ["1", "1.key"] {
            #expect(try TestFolder.mode(of: sample.home.path + "/consents/\(name)") == 0o600)
        }
        var text = "\(Sample.entry(4)) \(Sample.row(4)) "
        dump(Sample.entry(4), to: &text)
        dump(Sample.row(4), to: &text)
        #expect(!text.contains("555"))
        #expect(!text.contains("123"))
        #expect(!text.contains("elements"))
    }
}
