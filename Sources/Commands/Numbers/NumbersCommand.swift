// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon numbers`: what is in a list, and a clean one made of it.
struct NumbersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "numbers",
        abstract: "Check and clean lists of phone numbers; nothing leaves this machine.",
        discussion: """
            A list is CSV, NDJSON or one number a line, plain or .gz, in UTF-8, UTF-16 or Windows-1252. Format, encoding, header, \
            delimiter and the number's column are found out unless given. Numbers in international format need no --region.

            Example: symbolon numbers check customers.csv --region US
                     symbolon numbers clean customers.csv --region US --unique --out clean.txt
            """,
        subcommands: [
            NumbersCheckCommand.self, NumbersCleanCommand.self, NumbersExplainCommand.self, NumbersGenerateCommand.self,
            NumbersPlanCommand.self,
        ])
}
