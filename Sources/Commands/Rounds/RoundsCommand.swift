// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon rounds`.
struct RoundsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rounds",
        abstract: "List, open and cancel rounds.",
        discussion: """
            Round 1 opens when the last party has signed the agreement; later ones are opened by a party that learns its \
            matched rows. `symbolon join` takes part in the newest.

            Example: symbolon rounds list
                     symbolon rounds open --agreement spring-launch
            """,
        subcommands: [RoundsListCommand.self, RoundsOpenCommand.self, RoundsCancelCommand.self])
}
