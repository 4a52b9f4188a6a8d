// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon rules`.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Try the rule language of segments and contexts.",
        discussion: "Example: symbolon rules eval \"number.country == 'GB'\" --data member.json",
        subcommands: [RulesEvalCommand.self])
}
