// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Signing
import Vocabulary

/// `symbolon init`: makes a home.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make this party's home: identity key, configuration, empty state.",
        discussion: """
            The home holds the party's private identity key: keep a backup of the folder as you keep a signing key. Nothing \
            that exists is overwritten.

            Example: symbolon init --party acme --name "ACME Stores"

            JSON: {"fingerprint", "home", "name", "party", "publicKey"}
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "The party's name in agreements and certificates: a-z, 0-9 and -.", transform: PartyID.argument)
    var party: PartyID

    @Option(help: "What the party is called, for people.")
    var name: String

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() throws {
        guard party != .coordinator else {
            throw CommandFailure("--party: \"coordinator\" is the coordinator's own name: choose another", .usage)
        }
        let made = try Home.create(at: home.path, party: party, name: name, key: IdentityKey())
        let identity = try IdentityReport(made)
        switch format {
        case .text:
            try StandardOutput.write(line: "home         \(made.path)\n" + identity.text)
            try StandardOutput.write(
                line:
                    "Next: tell your partners the fingerprint over another channel, then symbolon enroll URL --invite CODE."
            )
        case .json: try StandardOutput.write(json: identity.json(home: made.path))
        }
    }
}
