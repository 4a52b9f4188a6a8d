// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Commands
import Testing

@Suite("Help")
struct HelpTests {
    /// Every command with its path.
    static func commands(
        below command: any ParsableCommand.Type = SymbolonCommand.self, path: String = "symbolon"
    ) -> [(path: String, command: any ParsableCommand.Type)] {
        [(path, command)]
            + command.configuration.subcommands.flatMap { child in
                commands(below: child, path: path + " " + child._commandName)
            }
    }

    @Test("Every command has a help text, and all but the first an example", arguments: commands().indices)
    func help(index: Int) {
        let (path, command) = Self.commands()[index]
        #expect(!command.configuration.abstract.isEmpty, "\(path)")
        #expect(path == "symbolon" || command.helpMessage(columns: 100).contains("Example: symbolon "), "\(path)")
    }

    @Test(
        "The commands are those of the interfaces",
        arguments: [
            "init", "identity show", "parties trust", "parties list", "enroll", "doctor", "numbers check",
            "numbers clean",
            "agreement new", "agreement show", "agreement sign", "agreement verify", "agreement list", "rounds list",
            "rounds open", "rounds cancel", "blind", "join", "matches",
            "consents import", "consents show", "consents revoke",
            "segments apply", "segments list", "segments show", "segments count", "contexts apply", "contexts list",
            "contexts show",
            "rules eval", "activations pull", "speed",
        ])
    func names(path: String) {
        #expect(Self.commands().contains { $0.path == "symbolon " + path })
    }
}
