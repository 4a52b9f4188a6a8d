// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Signing
import Vocabulary

/// `symbolon parties`: the keys of others that were compared over another channel.
struct PartiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parties",
        abstract: "Keys of other parties, compared over another channel.",
        discussion: """
            A lying coordinator could stand in for every partner of yours; only keys that people compared keep it from \
            doing so. `agreement sign` refuses a key that was not trusted here.

            Example: symbolon parties trust streamco 1f0c-93aa-…-04c2
            """,
        subcommands: [Trust.self, List.self])

    /// `symbolon parties trust`.
    struct Trust: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a party's fingerprint was compared.",
            discussion: """
                The fingerprint is what `symbolon identity show` prints at the party (32 digits; hyphens, colons, blanks and \
                case do not matter). Compare it by telephone or in person. The coordinator's key is trusted as party \
                "coordinator"; `symbolond status` prints its fingerprint.

                Example: symbolon parties trust streamco b8a1-0c3e-77d2-91f0-aa43-5e6b-1d20-04c2

                JSON: {"change": "added|unchanged|replaced", "fingerprint", "party", "previous"}
                """)

        @OptionGroup var home: HomeOptions

        @Argument(help: "The party, or coordinator.", transform: PartyID.argument)
        var id: PartyID

        @Argument(help: "Its fingerprint, as the party itself told it to you.")
        var fingerprint: String

        @Flag(help: "Replace another key that is trusted for the party.")
        var replace = false

        @Option(help: "How the result is printed.")
        var format = OutputFormat.text

        func run() throws {
            let home = try home.open()
            guard let typed = Fingerprint(typed: fingerprint) else {
                let isKey = fingerprint.filter(\.isHexDigit).count == 64
                throw CommandFailure(
                    isKey
                        ? "FINGERPRINT: this is a whole public key: take the fingerprint, which has 32 digits"
                        : "FINGERPRINT: expected 32 hexadecimal digits: copy it again from symbolon identity show",
                    .usage)
            }
            guard try id != home.party || typed == home.publicIdentity().fingerprint else {
                throw CommandFailure("\(id): this is this home's own party, and that is not its key", .notPermitted)
            }
            let change: TrustChange
            do {
                change = try home.trust(id, typed, replace: replace)
            } catch HomeError.otherKeyTrusted {
                let old = try home.trustedFingerprint(of: id)?.text ?? "another one"
                throw CommandFailure(
                    "\(id): \(old) is trusted already: ask \(id) over another channel which is right, "
                        + "then run it again with --replace",
                    .notPermitted)
            }
            switch format {
            case .text: try StandardOutput.write(line: Self.text(id, typed, change))
            case .json: try StandardOutput.write(json: Self.json(id, typed, change))
            }
        }

        static func text(_ party: PartyID, _ fingerprint: Fingerprint, _ change: TrustChange) -> String {
            switch change {
            case .added: "\(party) \(fingerprint): trusted"
            case .unchanged: "\(party) \(fingerprint): trusted already"
            case .replaced(let old): "\(party) \(fingerprint): trusted in place of \(old)"
            }
        }

        static func json(_ party: PartyID, _ fingerprint: Fingerprint, _ change: TrustChange) -> JSONValue {
            let (word, previous): (String, JSONValue) =
                switch change {
                case .added: ("added", .null)
                case .unchanged: ("unchanged", .string(fingerprint.text))
                case .replaced(let old): ("replaced", .string(old.text))
                }
            return .object([
                "party": .string(party.name), "fingerprint": .string(fingerprint.text), "change": .string(word),
                "previous": previous,
            ])
        }
    }

    /// `symbolon parties list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the trusted keys.",
            discussion: """
                Example: symbolon parties list

                JSON: {"parties": [{"fingerprint", "party"}]}
                """)

        @OptionGroup var home: HomeOptions

        @Option(help: "How the result is printed.")
        var format = OutputFormat.text

        func run() throws {
            let trusted = try home.open().trustedFingerprints()
            switch format {
            case .text: try StandardOutput.write(line: Self.text(trusted))
            case .json: try StandardOutput.write(json: Self.json(trusted))
            }
        }

        static func text(_ trusted: [(party: PartyID, fingerprint: Fingerprint)]) -> String {
            guard !trusted.isEmpty else { return "No keys are trusted yet: symbolon parties trust ID FINGERPRINT" }
            var table = TextTable(["PARTY", "FINGERPRINT"])
            for entry in trusted { table.add(entry.party.name, entry.fingerprint.text) }
            return table.text
        }

        static func json(_ trusted: [(party: PartyID, fingerprint: Fingerprint)]) -> JSONValue {
            .object([
                "parties": .array(
                    trusted.map {
                        .object(["party": .string($0.party.name), "fingerprint": .string($0.fingerprint.text)])
                    })
            ])
        }
    }
}
