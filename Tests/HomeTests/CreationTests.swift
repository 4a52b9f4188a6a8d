// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Signing
import Testing
import Vocabulary

@Suite("Creating and opening a home")
struct CreationTests {
    @Test("A new home is private from its first file on, whatever the umask")
    func modes() throws {
        let old = umask(0)
        defer { umask(old) }
        let sample = try Sample()
        try sample.agree()
        try sample.home.keepEvidence(of: sample.agreement.roundID(1), named: "chunk", [1])
        #expect(try TestFolder.mode(of: sample.home.path) == 0o700)
        for path in try TestFolder.tree(sample.home.path) {
            let full = "\(sample.home.path)/\(path)"
            var isFolder: ObjCBool = false
            #expect(FileManager.default.fileExists(atPath: full, isDirectory: &isFolder))
            #expect(try TestFolder.mode(of: full) == (isFolder.boolValue ? 0o700 : 0o600), "\(path)")
        }
    }

    @Test("A home opens again with the same party, name and key")
    func reopens() throws {
        let sample = try Sample()
        let home = try Home(openingAt: sample.home.path + "/")
        #expect(home.path == sample.home.path)
        #expect(home.party.name == "acme")
        #expect(home.name == "ACME")
        #expect(try home.publicIdentity() == Sample.key(1).publicIdentity)
        #expect(try home.configuration().coordinator == nil)
    }

    @Test("Nothing is overwritten, and what is there stays")
    func refusesToOverwrite() throws {
        let sample = try Sample()
        #expect(throws: HomeError.exists(path: sample.home.path)) {
            try Home.create(at: sample.home.path, party: Sample.party("other"), name: "Other", key: Sample.key(3))
        }
        #expect(try Home(openingAt: sample.home.path).publicIdentity() == Sample.key(1).publicIdentity)
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.folder.path) == ["h"])
    }

    @Test("A file, or a folder with something in it, is no place for a home", arguments: ["file", "full", "link"])
    func refusesOccupied(_ kind: String) throws {
        let folder = try TestFolder()
        let path = folder("h")
        switch kind {
        case "file": try Data([1]).write(to: URL(fileURLWithPath: path))
        case "full":
            try FileManager.default.createDirectory(atPath: path + "/x", withIntermediateDirectories: true)
        default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder("nowhere"))
        }
        #expect(throws: HomeError.exists(path: path)) {
            try Home.create(at: path, party: Sample.party("acme"), name: "ACME", key: Sample.key(1))
        }
    }

    @Test("An empty folder is taken and made private")
    func takesEmptyFolder() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder("h"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        _ = try Home.create(at: folder("h"), party: Sample.party("acme"), name: "ACME", key: Sample.key(1))
        #expect(try TestFolder.mode(of: folder("h")) == 0o700)
    }

    @Test("Where there is no home, init is named")
    func noHome() throws {
        let folder = try TestFolder()
        #expect(throws: HomeError.noHome(path: folder("h"))) { try Home(openingAt: folder("h")) }
        #expect(throws: HomeError.noHome(path: folder.path)) { try Home(openingAt: folder.path) }
        #expect("\(HomeError.noHome(path: "x"))".contains("symbolon init"))
    }

    @Test(
        "Names that cannot be shown or used are refused", arguments: ["", "a\nb", String(repeating: "x", count: 257)])
    func badName(_ name: String) throws {
        let folder = try TestFolder()
        #expect(throws: HomeError.self) {
            try Home.create(at: folder("h"), party: Sample.party("acme"), name: name, key: Sample.key(1))
        }
        #expect(throws: HomeError.self) {
            try Home.create(at: folder("h"), party: .coordinator, name: "ACME", key: Sample.key(1))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "A configuration that is not exactly one is refused with its file",
        arguments: [
            "", "{}", #"{"version":2,"party":"acme","name":"ACME"}"#, #"{"version":1,"party":"Acme","name":"ACME"}"#,
            #"{"version":1,"party":"acme","name":"ACME","colour":"red"}"#,
        ])
    func badConfiguration(_ text: String) throws {
        let sample = try Sample()
        let path = sample.home.path + "/symbolon.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try TestFolder.setMode(0o600, of: path)
        let error = #expect(throws: HomeError.self) { try Home(openingAt: sample.home.path) }
        #expect(try #require(error).description.hasPrefix(path))
    }

    @Test("A missing or cut file is named", arguments: ["identity.key", "home.sqlite", "lock"])
    func missing(_ name: String) throws {
        let sample = try Sample()
        try FileManager.default.removeItem(atPath: sample.home.path + "/" + name)
        let error = #expect(throws: HomeError.self) { try Home(openingAt: sample.home.path) }
        #expect(try #require(error).description.contains(name))
    }

    @Test("An identity key of another length is named as what it is", arguments: [0, 31, 33, 65, 100_000])
    func identityLength(_ count: Int) throws {
        let sample = try Sample()
        let path = sample.home.path + "/identity.key"
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: UInt64(count))
        try handle.close()
        #expect(throws: HomeError.damaged(path: path, problem: "the identity key is not 32 bytes")) {
            try sample.home.identityKey()
        }
    }

    @Test("A database that is none is reported, not replaced")
    func notADatabase() throws {
        let sample = try Sample()
        let path = sample.folder("h2")
        _ = try Home.create(at: path, party: Sample.party("acme"), name: "ACME", key: Sample.key(1))
        let handle = try #require(FileHandle(forWritingAtPath: path + "/home.sqlite"))
        try handle.write(contentsOf: Data("certainly not a database, whatever its name may say".utf8))
        try handle.close()
        #expect(throws: HomeError.damaged(path: path + "/home.sqlite", problem: "the database cannot be read")) {
            try Home(openingAt: path)
        }
    }

    @Test("The texts of keys and credentials show nothing")
    func redacted() throws {
        let credentials = ClientCredentials(certificate: "C", privateKey: "very secret")
        var text = "\(credentials) "
        dump(credentials, to: &text)
        dump(RowMapEntry(digits: 14_155_550_132, row: 1), to: &text)
        #expect(!text.contains("very"))
        #expect(!text.contains("5550132"))
    }
}
