// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PhoneNumbers

/// Where a number on the command line was dialled.
struct NumberRegion: ParsableArguments {
    @Option(
        name: .customLong("region"),
        help: ArgumentHelp("The country in which a number without + is read as dialled.", valueName: "code"))
    var code: String?

    /// Reads a number, possible or valid; `-` is the one line of standard input, which spares it a place in the shell's
    /// history and in the list of processes.
    ///
    /// - Throws: `CommandFailure`; its text does not repeat the number.
    func read(_ argument: String) throws -> PhoneNumber {
        var region: Region?
        if let code {
            guard let known = Region(code) else {
                throw CommandFailure("--region: expected the two letters of a country, as US, GB or DE", .usage)
            }
            region = known
        }
        let text = argument == "-" ? try Self.line() : argument
        let assessment = NumberingPlan().parse(text, region: region)
        guard let number = assessment.number else {
            let reason = assessment.reason.map { " (\($0.rawValue))" } ?? ""
            throw CommandFailure("NUMBER: this is no telephone number\(reason): write it as +14155550132", .badInput)
        }
        return number
    }

    private static func line() throws -> String {
        let bytes = try InputFile.read("-", limit: 4096)
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
        guard lines.count <= 1 else {
            throw CommandFailure(
                "standard input: expected one number, found \(lines.count) lines: nothing is done; a file of several goes "
                    + "through symbolon consents import", .badInput)
        }
        let line = lines.first ?? []
        guard let text = String(validating: line, as: UTF8.self) else {
            throw CommandFailure("standard input: not UTF-8", .badInput)
        }
        return text
    }
}
