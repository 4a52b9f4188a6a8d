// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon activations`.
struct ActivationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activations",
        abstract: "Messages that the brand may send.",
        discussion: """
            Example: symbolon activations pull --agreement spring-launch --context rainy-friday-evening --out messages.csv
            """,
        subcommands: [ActivationsPullCommand.self])
}
