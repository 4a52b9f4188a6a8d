// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Commands

/// Runs commands as the program does.
enum Symbolon {
    /// Parses and runs; throws what the command throws.
    static func run(_ arguments: String...) async throws { try await run(arguments) }

    /// Parses and runs; throws what the command throws.
    static func run(_ arguments: [String]) async throws {
        var command = try SymbolonCommand.parseAsRoot(arguments)
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    /// The exit code that arguments or their run end with.
    static func exitCode(_ arguments: [String]) async -> Int32 {
        do {
            var command = try SymbolonCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch {
            return CommandFailure(error)?.code.rawValue ?? SymbolonCommand.exitCode(for: error).rawValue
        }
    }
}
