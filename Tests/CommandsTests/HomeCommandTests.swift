// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Commands
import Foundation
import Home
import Signing
import Testing
import Vocabulary

@Suite("Home, identity and trust at the command line")
struct HomeCommandTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("home") }

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) async -> Int32 {
        await Symbolon.exitCode(arguments + ["--home", path, "--format", "json"])
    }

    @Test("init makes a home once")
    func initialise() async throws {
        #expect(await run("identity", "show") == 66)
        #expect(await run("init", "--party", "acme", "--name", "ACME Stores") == 0)
        #expect(await run("init", "--party", "acme", "--name", "ACME Stores") == 73)
        #expect(await run("identity", "show") == 0)
        #expect(try folder.mode(of: "home") == 0o700)
        #expect(try Home(openingAt: path).party.name == "acme")
    }

    @Test("Without --home the home is in $HOME, whatever the user database says")
    func defaultHome() async throws {
        // The program runs with the folder as its $HOME.
        let program = try Program(in: folder)
        #expect(try await program.run(["init", "--party", "acme", "--name", "ACME Stores"]).code == 0)
        #expect(try Home(openingAt: folder.file(".symbolon")).party.name == "acme")
        #expect(try await program.run(["identity", "show"]).code == 0)
    }

    @Test("The coordinator's name cannot be a party's")
    func reserved() async { #expect(await run("init", "--party", "coordinator", "--name", "x") == 64) }

    @Test("Keys are trusted by fingerprint, and replaced only when told so")
    func trust() async throws {
        #expect(await run("init", "--party", "acme", "--name", "ACME") == 0)
        let (one, two) = (try IdentityKey().publicIdentity, try IdentityKey().publicIdentity)
        #expect(await run("parties", "trust", "streamco", one.fingerprint.text) == 0)
        #expect(await run("parties", "trust", "streamco", one.fingerprint.text.uppercased()) == 0)
        #expect(await run("parties", "trust", "streamco", two.fingerprint.text) == 77)
        #expect(await run("parties", "trust", "streamco", two.fingerprint.text, "--replace") == 0)
        #expect(await run("parties", "trust", "coordinator", two.fingerprint.text) == 0)
        #expect(await run("parties", "trust", "streamco", one.hex) == 64)
        #expect(await run("parties", "trust", "streamco", "123") == 64)
        #expect(await run("parties", "trust", "acme", one.fingerprint.text) == 77)
        #expect(await run("parties", "list") == 0)
        let trusted = try Home(openingAt: path).trustedFingerprints()
        #expect(trusted.map(\.party.name) == ["coordinator", "streamco"])
        #expect(trusted.map(\.fingerprint) == [two.fingerprint, two.fingerprint])
    }

    @Test("Files that others can read are refused, and doctor says so")
    func exposed() async throws {
        #expect(await run("init", "--party", "acme", "--name", "ACME") == 0)
        #expect(await run("doctor", "--offline") == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/identity.key")
        #expect(await run("identity", "show") == 77)
        #expect(await run("doctor", "--offline") == 1)
    }

    @Test("Without enrolment, what needs the coordinator is refused as configuration")
    func notEnrolled() async {
        #expect(await run("init", "--party", "acme", "--name", "ACME") == 0)
        #expect(await run("enroll", "--renew") == 78)
        #expect(await run("rounds", "list") == 0)
        #expect(await run("agreement", "list") == 0)
        #expect(await run("rounds", "open", "--agreement", "spring-launch") == 66)
    }

    @Test("Invites that cannot be right are refused before anything is sent")
    func invites() async throws {
        #expect(await run("init", "--party", "acme", "--name", "ACME") == 0)
        let other =
            "symbolon-invite-1.acmf.000102030405060708090a0b0c0d0e0f."
            + "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f.da5692a4"
        #expect(await run("enroll", "https://localhost:1", "--invite", "hello") == 65)
        #expect(await run("enroll", "https://localhost:1", "--invite", other) == 65)
        #expect(await run("enroll", "http://localhost:1", "--invite", "hello") == 64)
        let mine = other.replacing("acmf", with: "acme")
        // Right in form, and nobody listens there.
        #expect(await run("enroll", "https://localhost:1", "--invite", mine) == 69)
        // The request was stored before, and is the same when the command is run again.
        let sent = try Home(openingAt: path).pendingEnrolment()
        #expect(sent != nil)
        #expect(await run("enroll", "https://localhost:1", "--invite", mine) == 69)
        #expect(try Home(openingAt: path).pendingEnrolment() == sent)
    }
}
