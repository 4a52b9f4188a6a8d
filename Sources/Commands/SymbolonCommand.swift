// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import Foundation
import Ristretto
import Secrets

/// The party's command line (interfaces: `symbolon --help`).
package struct SymbolonCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "symbolon",
        abstract: "Find the phone numbers you have in common with others, and show nobody a number.",
        discussion: """
            A party prepares its home once (init, enroll), agrees with others (parties trust, agreement sign), and then joins \
            rounds with its list (join). Numbers never leave this machine: what is uploaded is blinded under a key of this \
            round that never leaves it either.

            Exit codes: 0 done, 1 the answer is no, 64 usage, 65 bad input, 66 input missing, 69 coordinator unavailable, \
            73 output cannot be created, 74 I/O, 75 busy or waited too long (run again), 77 not permitted, 78 configuration.
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, IdentityCommand.self, PartiesCommand.self, EnrollCommand.self, DoctorCommand.self,
            NumbersCommand.self, AgreementCommand.self, RoundsCommand.self, BlindCommand.self, JoinCommand.self,
            MatchesCommand.self, ConsentsCommand.self, SegmentsCommand.self, ContextsCommand.self, RulesCommand.self,
            ActivationsCommand.self, SpeedCommand.self,
        ])

    package init() {}

    /// Runs the command that the process was started with and ends the process.
    ///
    /// An error becomes one line on standard error and the exit code of its kind.
    package static func runToExit() async -> Never {
        signal(SIGPIPE, SIG_IGN)
        do {
            // Before anything is read that a crash could leave in a file.
            try Hardening.disableCoreDumps()
            // ArgumentParser helps with the first words that it knows, as if there were no others.
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "help", let unknown = UnknownSubcommand(in: Array(arguments.dropFirst())) {
                throw CommandFailure(UsageFailure(unknown).text, .usage)
            }
            var command = try parseAsRoot()
            // A wrong name fails every command, and not the first that blinds; but help, which tells the right ones, and so do the
            // commands that have others and do nothing themselves.
            let configuration = type(of: command).configuration
            if configuration.commandName != "help", configuration.subcommands.isEmpty { _ = try Lanes.chosen.get() }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Foundation.exit(0)
        } catch {
            exit(for: error)
        }
    }

    private static func exit(for error: any Error) -> Never {
        if let failure = CommandFailure(error) {
            if !failure.message.isEmpty { StandardError.write("symbolon: \(failure.message)\n") }
            Foundation.exit(failure.code.rawValue)
        }
        // ArgumentParser's own: help, version, usage (64).
        guard SymbolonCommand.exitCode(for: error) != .success else { SymbolonCommand.exit(withError: error) }
        let usage = UsageFailure(
            message: message(for: error), fullMessage: fullMessage(for: error),
            arguments: Array(CommandLine.arguments.dropFirst()))
        StandardError.write("symbolon: \(usage.text)\n")
        Foundation.exit(SymbolonCommand.exitCode(for: error).rawValue)
    }
}
