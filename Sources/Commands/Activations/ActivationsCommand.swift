// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon activations`.
struct ActivationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activations", abstract: "Messages that the brand may send.",
        subcommands: [ActivationsPullCommand.self])
}
