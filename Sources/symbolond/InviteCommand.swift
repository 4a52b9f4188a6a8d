// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Enrolment
internal import Signing
internal import Storage
internal import Vocabulary

/// `symbolond invite`: makes a one-time code with which a party enrols.
struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Make a one-time code for a party; hand it over by another channel.")

    @Argument(help: "The party's name, as agreements will name it.")
    var party: String

    @Option(help: "The home's symbolond.yaml.")
    var config: String

    @Option(help: ArgumentHelp("Hours until the code expires.", valueName: "hours"))
    var expires: Int?

    @Option(help: "How the result is printed.")
    var format: OutputFormat = .text

    func run() async throws {
        guard let party = PartyID(party), party != .coordinator else {
            throw CommandFailure(
                .usage,
                "\"\(party)\" is no party's name: 1 to 32 of a-z, 0-9 and -, starting with a letter, not coordinator")
        }
        if let expires, !(1...8784).contains(expires) {
            throw CommandFailure(.usage, "--expires: expected 1 to 8784 hours, found \(expires)")
        }
        let configuration = try await ServerConfiguration(file: config)
        let authority = try AuthorityCertificate(
            pem: PrivateDocument.read(configuration.files.authorityCertificate, isPrivate: false))
        let hours = Int64(expires ?? configuration.inviteHours)
        guard let end = Timestamp(seconds: ProcessSettings.clock() + hours * 3600) else {
            throw CommandFailure(.badConfiguration, "the clock is outside the years 1970 to 9999; set it")
        }
        let database = try StateDatabase(path: configuration.files.state)
        let store = StoredEnrolment(database)
        var generator = SystemRandomNumberGenerator()
        var code = try InviteCode(for: party, authority: authority.fingerprint, using: &generator)
        // A repetition among 2^128 codes would mean a broken generator; it is drawn again nevertheless.
        while try !store.add(Invite(code, expires: end)) {
            code = try InviteCode(for: party, authority: authority.fingerprint, using: &generator)
        }
        try database.close()
        switch format {
        case .text:
            Terminal.complain("invite for \(party), valid once until \(end)")
            Terminal.show(code.text)
        case .json:
            Terminal.show(
                JSONValue.object([
                    "party": .string(party.name), "code": .string(code.text), "expires": .string(end.text),
                ]).line)
        }
    }
}
