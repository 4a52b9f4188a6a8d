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
    func read(_ argument: String, in plan: NumberingPlan) throws -> PhoneNumber {
        let reading = try plan.read(Self.text(argument), region: region(in: plan))
        guard let number = reading.listed(takesPossible: true, takesExtensions: true) else {
            let reason = reading.refusal(takesPossible: true, takesExtensions: true).map { " (\($0.rawValue))" } ?? ""
            throw CommandFailure("NUMBER: this is no telephone number\(reason): write it as +14155550132", .badInput)
        }
        return number
    }

    /// The country that was named, nil if none was.
    func region(in plan: NumberingPlan) throws -> Region? {
        try code.map { try Region.argument($0, option: "--region", in: plan) }
    }

    /// The argument itself, or the line of standard input that `-` stands for.
    static func text(_ argument: String) throws -> String { argument == "-" ? try line() : argument }

    private static func line() throws -> String {
        let bytes = try InputFile.read("-", limit: 4096)
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
        guard lines.count <= 1 else {
            throw CommandFailure(
                "standard input: expected one number, found \(lines.count) lines: nothing is done; lists go through "
                    + "symbolon numbers check or symbolon consents import", .badInput)
        }
        let line = lines.first ?? []
        guard let text = String(validating: line, as: UTF8.self) else {
            throw CommandFailure("standard input: not UTF-8", .badInput)
        }
        return text
    }
}
