// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import GRDB
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("Homes of earlier releases")
struct MigrationTests {
    /// Takes from a home's database what later migrations brought, which leaves it as the first one made it.
    private func makeFirstVersion(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            for table in [
                "consentRegister", "spool", "memberPhase", "logHead", "decision", "revocation", "sentRecord",
                "contextDefinition",
            ] {
                try database.drop(table: table)
            }
            try database.execute(sql: "ALTER TABLE agreement DROP COLUMN isHandedOut")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> 'v1'")
        }
        try queue.close()
    }

    private func schema(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            try String.fetchAll(
                database,
                sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'grdb_migrations' ORDER BY name")
        }
    }

    @Test("A home of the first version opens, keeps its rounds, and takes what follows a match")
    func migrates() throws {
        let sample = try Sample()
        let id = try sample.finish()
        let path = sample.folder("old")
        try FileManager.default.copyItem(atPath: sample.home.path, toPath: path)
        let now = try schema(path + "/home.sqlite")
        try makeFirstVersion(path + "/home.sqlite")
        let old = try schema(path + "/home.sqlite")
        // What the first version made never changes: homes that it made would be left out.
        let digest = Columns.Digest(sha256: Array(old.joined(separator: "\n").utf8))
        #expect(digest.hex == "6b2d38abbcd79f62001005d818c675d88aa3ff8efaaaba2abadf338951ff0ad5")

        let home = try Home(openingAt: path)
        #expect(try schema(path + "/home.sqlite") == now)
        #expect(try home.round(id) == (try sample.home.round(id)))
        #expect(try home.matches(of: id).count == 3)
        #expect(try Sample.spooled(home, id).isEmpty)
        #expect(try Sample.consents(of: home).isEmpty)
        #expect(try home.memberPhase(of: id) == MemberPhase(isComplete: false, end: nil))
        let lock = try home.lock()
        try home.replaceConsents(holding: lock) { try $0.append(Sample.entry(1)) }
        #expect(try Sample.consents(of: home) == [Sample.entry(1)])
        try home.recordRevocation(of: Sample.handle(0), in: id, at: Sample.time())
        #expect(try home.pendingRevocations().count == 1)
    }
}
