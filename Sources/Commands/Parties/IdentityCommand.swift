// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon identity`: the party's own key.
struct IdentityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "This party's own identity key.",
        discussion: "Example: symbolon identity show",
        subcommands: [Show.self])

    /// `symbolon identity show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the party, its public key and the fingerprint that others compare.",
            discussion: """
                The public key goes into agreements; the fingerprint is what partners compare over another channel before \
                they trust the key. The private key is never printed.

                Example: symbolon identity show --format json

                JSON: {"fingerprint", "name", "party", "publicKey"}
                """)

        @OptionGroup var home: HomeOptions

        @Option(help: "How the result is printed.")
        var format = OutputFormat.text

        func run() throws {
            let report = try IdentityReport(home.open())
            switch format {
            case .text: try StandardOutput.write(line: report.text)
            case .json: try StandardOutput.write(json: report.json())
            }
        }
    }
}
