// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Home
import Lists
import Signing
import Vocabulary

/// `symbolon matches`.
struct MatchesCommand: ParsableCommand {
    /// How matched rows are written.
    enum RowFormat: String, CaseIterable, ExpressibleByArgument {
        case csv
        case ndjson
    }

    static let configuration = CommandConfiguration(
        commandName: "matches",
        abstract: "Write this party's own matched numbers with their handles.",
        discussion: """
            Only parties that learn their matched rows under the agreement have them. The file holds numbers: it is made \
            readable by you alone. Rows are in the order of their handles, which tells nothing about the list.

            Columns: number (E.164), handle, row (the row of the list that stands for the number: its first, or, of a brand, the first whose consent counts), decision (allowed, refused, \
            revoked, or empty where nothing is decided or this party is not the brand), reasons (with | between).

            Example: symbolon matches --agreement spring-launch --round 1 --out matches.csv
            """)

    @Option(help: "The round: its number, or 8 or more digits of its id.")
    var round: String

    @Option(help: "The agreement: its name, or 8 or more digits of its id; may be left out where the home has one.")
    var agreement: String?

    @Option(name: .customLong("out"), help: "The file to write, - for standard output.")
    var output: String

    @Flag(help: "Replace an existing file.")
    var force = false

    @Option(help: "How rows are written.")
    var format = RowFormat.csv

    @OptionGroup var home: HomeOptions

    func run() throws {
        let home = try home.open()
        let found = try find(in: home)
        guard found.step == .finished else {
            throw CommandFailure(
                "round \(found.number) is \(found.step.rawValue) in this home: it has no result (yet); see symbolon rounds list",
                .missingInput)
        }
        guard found.rowCount != nil else {
            throw CommandFailure(
                "round \(found.number): this party was told no rows: the agreement does not entitle it, or the result was below "
                    + "the minimum", .no)
        }
        let rows = try home.matches(of: found.id)
        let file = try OutputFile(path: output, force: force, isPrivate: true)
        let revoked = try home.revokedHandles(of: found.id)
        var decisions = try home.decisions(of: found.id)
        var next = try decisions.next()
        let rowFormat = format
        if rowFormat == .csv { try file.write("number,handle,row,decision,reasons\n".utf8) }
        var line: [UInt8] = []
        for index in rows.indices {
            let row = rows[index]
            // Both ascend by handle.
            while let decision = next, decision.handle < row.handle { next = try decisions.next() }
            let decision = next.flatMap { $0.handle == row.handle ? $0 : nil }
            let reasons = decision.map { HistoryText.reasons(of: $0).map(\.code) } ?? []
            var outcome = decision.map { $0.isAllowed ? "allowed" : "refused" }
            if !revoked.isEmpty, revoked.contains(row.handle) { outcome = "revoked" }
            switch rowFormat {
            case .csv:
                line.removeAll(keepingCapacity: true)
                line.append(UInt8(ascii: "+"))
                line.append(decimal: row.digits)
                line.append(UInt8(ascii: ","))
                row.handle.appendHex(to: &line)
                line.append(UInt8(ascii: ","))
                line.append(decimal: UInt64(row.row))
                line.append(UInt8(ascii: ","))
                if let outcome { line.append(contentsOf: outcome.utf8) }
                line.append(UInt8(ascii: ","))
                for (index, reason) in reasons.enumerated() {
                    if index > 0 { line.append(UInt8(ascii: "|")) }
                    line.append(contentsOf: reason.utf8)
                }
                line.append(0x0A)
                try file.write(line)
            case .ndjson:
                let object = JSONValue.object([
                    "number": .string("+\(row.digits)"), "handle": .string(row.handle.hex),
                    "row": .integer(Int64(row.row)), "decision": outcome.map { .string($0) } ?? .null,
                    "reasons": .array(reasons.map { .string($0) }),
                ])
                try file.write(object.canonicalBytes + [0x0A])
            }
        }
        try file.commit()
        StandardError.write("\(Grouped.text(rows.count)) matched rows of round \(found.number).\n")
    }

    private func find(in home: Home) throws -> HomeRound {
        let agreement = try agreement.map { try home.agreement(matching: $0).agreement.id }
        let rounds = try home.rounds(of: agreement)
        let candidates: [HomeRound]
        if let number = UInt32(round), round.utf8.count < 8 {
            candidates = rounds.filter { $0.number == number }
        } else {
            candidates = rounds.filter { round.utf8.count >= 8 && $0.id.hex.hasPrefix(round) }
        }
        guard let first = candidates.first else {
            throw CommandFailure("--round: this home has no such round; see symbolon rounds list", .missingInput)
        }
        guard candidates.count == 1 else {
            throw CommandFailure("--round: several agreements have such a round; name one with --agreement", .usage)
        }
        return first
    }
}
