// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon agreement`: what the parties agree on, and who has signed it.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Write, show, sign and verify agreements.",
        discussion: """
            An agreement names the parties and their keys, what matches, who learns what, and the rules. Its identifier is a \
            digest of all of it: a changed value is another agreement, under which no signature counts.

            Where a command takes FILE or ID, a file may be YAML, JSON or a bundle with signatures; an ID is the identifier, \
            its first 8 or more digits, or the agreement's name.

            Example: symbolon agreement new --out spring.yaml
                     symbolon agreement sign spring.yaml
                     symbolon agreement verify spring-launch
            """,
        subcommands: [
            AgreementNewCommand.self, AgreementShowCommand.self, AgreementSignCommand.self, AgreementVerifyCommand.self,
            AgreementListCommand.self,
        ])
}
