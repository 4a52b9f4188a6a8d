// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The commands of `symbolond`.
struct SymbolondCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "symbolond",
        abstract: "The coordinator: carries blinded lists between parties and finds what they have in common.",
        version: Software.name,
        subcommands: [InitCommand.self, ServeCommand.self, InviteCommand.self, StatusCommand.self])
}
