// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// Runs the command, and turns every failure into one line and an exit code.
@main
enum Entry {
    static func main() async {
        do {
            try ProcessSettings.harden()
            var command = try SymbolondCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            end(failure.message, failure.status)
        } catch {
            guard SymbolondCommand.exitCode(for: error) != .success else { SymbolondCommand.exit(withError: error) }
            if SymbolondCommand.exitCode(for: error) == .validationFailure {
                end("\(SymbolondCommand.message(for: error)) (see symbolond --help)", .usage)
            }
            let failure = CommandFailure(mapping: error)
            end(failure.message, failure.status)
        }
    }

    private static func end(_ message: String, _ status: ExitStatus) -> Never {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        Terminal.complain("symbolond: \(line)")
        SymbolondCommand.exit(withError: ExitCode(status.rawValue))
    }
}
