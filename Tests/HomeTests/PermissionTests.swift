// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Signing
import Testing
import Vocabulary

@Suite("Permissions")
struct PermissionTests {
    static let files = [
        "symbolon.json", "identity.key", "lock", "home.sqlite", "rounds/ROUND/secret.key", "rounds/ROUND/secret.box",
        "rounds/ROUND/map", "rounds/ROUND/map.key", "rounds/ROUND/column", "rounds/ROUND/spool",
        "rounds/ROUND/spool.key", "consents/1", "consents/1.key", "evidence/ROUND/chunk",
    ]

    private func sample() throws -> Sample {
        let sample = try Sample()
        let round = try sample.prepareWithSpool(rows: 3)
        try sample.replaceConsents([Sample.entry(1)])
        try sample.home.keepEvidence(of: round, named: "chunk", [1])
        return sample
    }

    private func path(_ name: String, _ sample: Sample) -> String {
        "\(sample.home.path)/\(name)".replacing("ROUND", with: sample.agreement.roundID(1).hex)
    }

    @Test(
        "A file that others can read or write is refused, and chmod is named", arguments: files, [0o640, 0o604, 0o620])
    func file(_ name: String, _ mode: Int) throws {
        let sample = try sample()
        let path = path(name, sample)
        try TestFolder.setMode(mode, of: path)
        #expect(throws: HomeError.exposed(path: path, .file(mode: UInt32(mode)))) {
            try Home(openingAt: sample.home.path)
        }
        #expect(HomeError.exposed(path: path, .file(mode: UInt32(mode))).description.contains("chmod 600"))
        try TestFolder.setMode(0o600, of: path)
        _ = try Home(openingAt: sample.home.path)
    }

    @Test(
        "A folder that others can enter is refused",
        arguments: [".", "rounds", "rounds/ROUND", "evidence", "consents", "spools"], [0o750, 0o701, 0o777])
    func folder(_ name: String, _ mode: Int) throws {
        let sample = try sample()
        let path = name == "." ? sample.home.path : path(name, sample)
        try TestFolder.setMode(mode, of: path)
        #expect(throws: HomeError.exposed(path: path, .folder(mode: UInt32(mode)))) {
            try Home(openingAt: sample.home.path)
        }
        #expect(HomeError.exposed(path: path, .folder(mode: UInt32(mode))).description.contains("chmod 700"))
    }

    @Test(
        "A symbolic link is refused wherever it is", arguments: [".", "identity.key", "rounds", "rounds/ROUND/map.key"])
    func link(_ name: String) throws {
        let sample = try sample()
        let path = name == "." ? sample.home.path : path(name, sample)
        try FileManager.default.moveItem(atPath: path, toPath: sample.folder("moved"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: sample.folder("moved"))
        #expect(throws: HomeError.exposed(path: path, .link)) { try Home(openingAt: sample.home.path) }
    }

    @Test("A pipe is refused")
    func pipe() throws {
        let sample = try sample()
        #expect(mkfifo(path("extra", sample), 0o600) == 0)
        #expect(throws: HomeError.exposed(path: path("extra", sample), .special)) {
            try Home(openingAt: sample.home.path)
        }
    }

    @Test("A file of another user is refused", .enabled(if: geteuid() == 0, "only root can give a file away"))
    func owner() throws {
        let sample = try sample()
        #expect(chown(path("identity.key", sample), 12345, 12345) == 0)
        #expect(throws: HomeError.exposed(path: path("identity.key", sample), .owner)) {
            try Home(openingAt: sample.home.path)
        }
    }
}
