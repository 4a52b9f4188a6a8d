// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("Salts")
struct SaltTests {
    @Test("Salts are durable once stored, and the same handles again change nothing", arguments: [0, 3, 4000])
    func stored(_ count: Int) throws {
        let sample = try Sample()
        let id = try sample.finish()
        #expect(try Sample.salts(sample.home, id).isEmpty)
        try sample.storeSalts(count, of: id)
        let first = try Sample.salts(Home(openingAt: sample.home.path), id)
        #expect(first.count == count)
        for (index, entry) in first.enumerated() {
            #expect(entry.handle == (try Sample.handle(index)))
            #expect(entry.salt == [UInt8](repeating: UInt8(index % 256), count: 32))
        }
        try sample.storeSalts(count, of: id, first: 100)
        #expect(try Sample.salts(sample.home, id) == first)
        #expect(try TestFolder.mode(of: "\(sample.home.path)/rounds/\(id.hex)/salts") == 0o600)
        #expect(try TestFolder.mode(of: "\(sample.home.path)/rounds/\(id.hex)/salts.key") == 0o600)
    }

    @Test("Salts of other handles are refused, and the stored ones stay", arguments: [2, 4])
    func otherHandles(_ count: Int) throws {
        let sample = try Sample()
        let id = try sample.finish()
        try sample.storeSalts(3, of: id)
        #expect(throws: HomeError.otherSalts(id)) { try sample.storeSalts(count, of: id) }
        #expect(try Sample.salts(sample.home, id).count == 3)
    }

    @Test("Handles that do not ascend are refused, and nothing is kept")
    func refused() throws {
        let sample = try Sample()
        let id = try sample.finish()
        let lock = try sample.home.lock()
        let salt = [UInt8](repeating: 1, count: 32)
        for handles in [[1, 0], [0, 0]] {
            #expect(throws: HomeError.refusedEntry(.salts, index: 1, problem: "the handles do not ascend")) {
                try sample.home.storeSalts(for: handles.map { try Sample.handle($0) }, of: id, holding: lock) {
                    $0.copyBytes(from: salt)
                }
            }
        }
        #expect(try Sample.names(sample.home, "rounds/\(id.hex)") == ["map", "map.key", "rows.0"])
    }

    @Test("There are no salts before the result")
    func beforeResult() throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(throws: HomeError.wrongStep(id, .agreed)) { try sample.storeSalts(1, of: id) }
        #expect(throws: HomeError.wrongStep(id, .agreed)) { _ = try sample.home.salts(of: id) }
    }

    @Test("A process killed while it draws salts has used none, and draws them again")
    func killed() throws {
        let sample = try Sample()
        let id = try sample.finish()
        var killed: Home?
        let lock = try sample.home.lock()
        try sample.home.storeSalts(for: [Sample.handle(0)], of: id, holding: lock) {
            killed = try sample.afterKill("killed")
            $0.copyBytes(from: [UInt8](repeating: 1, count: 32))
        }
        let home = try #require(killed)
        #expect(try Sample.salts(home, id).isEmpty)
        let other = try home.lock()
        try home.storeSalts(for: [Sample.handle(0)], of: id, holding: other) {
            $0.copyBytes(from: [UInt8](repeating: 2, count: 32))
        }
        #expect(try Sample.salts(home, id).map(\.salt) == [[UInt8](repeating: 2, count: 32)])
        #expect(try Sample.names(home, "rounds/\(id.hex)") == ["map", "map.key", "rows.0", "salts", "salts.key"])
    }

    @Test(
        "Salts that were changed, cut or are those of another round are refused",
        arguments: ["changed", "cut", "swapped"])
    func tampered(_ fault: String) throws {
        let sample = try Sample()
        let (id, other) = (try sample.finish(1), try sample.finish(2))
        try sample.storeSalts(3, of: id)
        try sample.storeSalts(3, of: other)
        for suffix in fault == "swapped" ? ["", ".key"] : [""] {
            let bytes = try PrivateFile.read("\(sample.home.path)/rounds/\(other.hex)/salts\(suffix)", limit: 1 << 16)
            try Sample.change(sample.home, "rounds/\(id.hex)/salts\(suffix)") { salts in
                switch fault {
                case "changed": salts[60] ^= 1
                case "cut": salts.removeLast(48)
                default: salts = bytes
                }
            }
        }
        #expect(throws: SecretsError.self) { try Sample.salts(sample.home, id) }
        #expect(throws: SecretsError.self) { try sample.storeSalts(3, of: id) }
    }

    @Test("The text of a salt does not show it")
    func hidden() throws {
        let sample = try Sample()
        let id = try sample.finish()
        try sample.storeSalts(1, of: id, first: 173)
        let entry = try #require(try Sample.salts(sample.home, id).first)
        var text = "\(entry)"
        dump(entry, to: &text)
        #expect(!text.contains("173"))
    }
}
