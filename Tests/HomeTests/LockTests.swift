// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("The lock, leftovers and copies")
struct LockTests {
    @Test("A second lock is refused while the first is held, and given after it")
    func busy() throws {
        let sample = try Sample()
        let other = try Home(openingAt: sample.home.path)
        do {
            let held = try sample.home.lock()
            #expect(throws: HomeError.busy(path: sample.home.path)) { _ = try other.lock() }
            #expect(throws: HomeError.busy(path: sample.home.path)) { _ = try sample.home.lock() }
            // Reading goes on.
            #expect(try other.agreements().count == 1)
            withExtendedLifetime(held) {}
        }
        _ = try other.lock()
    }

    @Test("A lock that nobody mentions again lives to the end of its scope")
    func lifetime() throws {
        let sample = try Sample()
        let held = try sample.home.lock()
        #expect(throws: HomeError.self) { _ = try sample.home.lock() }
        _ = held
    }

    @Test("Another process that holds the lock is seen")
    func otherProcess() throws {
        let sample = try Sample()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "exec 9<>\"$0\"; flock -x -n 9 && echo held && read line", sample.home.path + "/lock",
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        #expect(throws: HomeError.busy(path: sample.home.path)) { _ = try sample.home.lock() }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        _ = try sample.home.lock()
    }

    @Test("Leftovers of a killed process are erased, and what counts stays")
    func leftovers() throws {
        let sample = try Sample()
        let round = try sample.prepare()
        let home = sample.home
        let stale = sample.agreement.roundID(7).hex
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/rounds/\(stale)", withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        let files = [
            "rounds/\(stale)/secret.key", "rounds/\(stale)/.map.12ab.tmp",
            "rounds/\(round.hex)/.rows.0.99.tmp",
        ]
        for file in files { try PrivateFile.write([1, 2, 3], to: "\(home.path)/\(file)") }
        let before = try TestFolder.tree(home.path)
        _ = try home.lock()
        let gone = Set(before).subtracting(try TestFolder.tree(home.path))
        #expect(gone == Set(files + ["rounds/\(stale)"]))
        let same = try home.secret(of: round).isEqual(to: SecretBytes(copying: Sample.secret))
        #expect(same)
    }

    @Test(
        "Files that lie elsewhere than when a commitment was sent are refused until a person says that they were moved")
    func copied() throws {
        let sample = try Sample()
        let round = try sample.agree()
        let copy = try sample.afterKill("copy")
        #expect(throws: HomeError.copied(path: copy.path, rounds: 1)) { _ = try copy.lock() }
        _ = try copy.lock(isMoved: true)
        #expect(try copy.round(round)?.step == .agreed)
        _ = try copy.lock()
    }

    @Test("A home that was moved whole goes on with a round of which nothing was sent")
    func movedWhenPrepared() throws {
        let sample = try Sample()
        let round = try sample.prepare()
        let moved = try sample.afterKill("moved")
        _ = try moved.lock()
        #expect(try moved.round(round)?.step == .prepared)
    }

    @Test("A renamed home is the same, and a copy without rounds in progress is as good")
    func moved() throws {
        let sample = try Sample()
        let copy = try sample.afterKill("copy")
        _ = try copy.lock()
        try sample.prepare()
        try FileManager.default.moveItem(atPath: sample.home.path, toPath: sample.folder("renamed"))
        _ = try Home(openingAt: sample.folder("renamed")).lock()
    }
}
