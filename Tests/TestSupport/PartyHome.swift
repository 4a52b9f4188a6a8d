// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Signing

/// A party's home, and the commands that a person would type there.
package struct PartyHome: Sendable {
    package let id: String
    package let folder: URL
    /// Its public identity key.
    package let key: String
    /// What others compare.
    package let fingerprint: String
    private let group: ProcessGroup

    /// Makes a home.
    package init(_ id: String, at folder: URL, in group: ProcessGroup) async throws {
        self.id = id
        self.folder = folder
        self.group = group
        let document = try await group.document(
            ProcessPrograms.symbolon(), ["init", "--home", folder.path, "--party", id, "--name", "Test \(id)"],
            name: "\(id)-init")
        key = try document.text("publicKey")
        fingerprint = try document.text("fingerprint")
    }

    /// A home that was moved to another folder.
    package init(_ home: PartyHome, movedTo folder: URL) {
        id = home.id
        key = home.key
        fingerprint = home.fingerprint
        group = home.group
        self.folder = folder
    }

    /// Starts a command of this party.
    package func start(_ arguments: [String]) throws -> ProcessRun {
        try group.start(
            ProcessPrograms.symbolon(), arguments + ["--home", folder.path], name: "\(id)-\(arguments.first ?? "")")
    }

    /// Runs a command of this party that has to succeed.
    @discardableResult
    package func command(_ arguments: [String]) async throws -> String {
        try await group.command(
            ProcessPrograms.symbolon(), arguments + ["--home", folder.path], name: "\(id)-\(arguments.first ?? "")")
    }

    /// Runs a command of this party to whatever end.
    package func end(of arguments: [String]) async throws -> (exit: ProcessExit, output: String, error: String) {
        let run = try start(arguments)
        let exit = try await run.waitForExit()
        return (exit, run.standardOutput, run.standardError)
    }

    /// Runs a command of this party that has to succeed and prints one JSON document.
    package func document(_ arguments: [String]) async throws -> [String: JSONValue] {
        try await group.document(
            ProcessPrograms.symbolon(), arguments + ["--home", folder.path], name: "\(id)-\(arguments.first ?? "")")
    }

    /// Starts to join the newest round with a list.
    package func join(_ list: URL, wait: String = "5m", flags: [String] = []) throws -> ProcessRun {
        try start(
            ["join", list.path, "--agreement", Deployment.agreement, "--region", "US", "--wait", wait]
                + ["--format", "json"] + flags)
    }

    /// A matched number as `symbolon matches` writes it.
    package struct Match: Sendable {
        package let handle: String
        /// `allowed`, `refused` or `revoked`; empty where nothing is decided, or this party is not the brand.
        package let decision: String
        package let reasons: [String]
    }

    /// The matched numbers of a round, as `symbolon matches` writes them.
    package func matches(ofRound number: Int) async throws -> [String: Match] {
        let output = folder.deletingLastPathComponent().appending(path: "\(id)-matches-\(number).csv")
        try await command([
            "matches", "--agreement", Deployment.agreement, "--round", "\(number)", "--out", output.path, "--force",
        ])
        var rows: [String: Match] = [:]
        for line in try String(contentsOf: output, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 5 else { throw ProcessError.garbled("matches of \(id): a row that is none") }
            let match = Match(
                handle: String(cells[1]), decision: String(cells[3]),
                reasons: cells[4].split(separator: "|").map(String.init))
            guard rows.updateValue(match, forKey: String(cells[0])) == nil else {
                throw ProcessError.garbled("matches of \(id): a number twice")
            }
        }
        return rows
    }
}
