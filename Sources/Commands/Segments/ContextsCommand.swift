// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon contexts`.
struct ContextsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contexts",
        abstract: "When, where and with which text the members of a segment are written to.",
        discussion: """
            A context waits for a time window by the member's own clock, and perhaps for weather; `symbolon activations pull` \
            plans it and writes the messages.

            Example: symbolon contexts apply contexts.yaml --agreement spring-launch
                     symbolon contexts list --agreement spring-launch
            """,
        subcommands: [ContextsApplyCommand.self, ContextsListCommand.self, ContextsShowCommand.self])
}
