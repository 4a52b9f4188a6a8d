// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Lists
import PhoneNumbers
import Signing

/// `symbolon numbers clean`.
struct NumbersCleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Write the valid numbers of a list, one a line in E.164, in the order of the list.",
        discussion: """
            Rows that are left out go to the rejects with their reasons (row,line,reason,input,detail). Both files hold numbers: they are \
            made readable by you alone. The summary goes to standard output, or to standard error where the list goes there.

            Example: symbolon numbers clean customers.csv --region US --unique --out clean.txt --rejects rejects.csv

            Repetitions are counted under --unique alone, because that takes about 20 bytes of memory a number.

            JSON: {"duplicates" (null without --unique), "invalid", "plan", "possible", "reasons": {reason: rows}, "rows", "valid", "written"}
            """)

    @Argument(help: "The list; - is standard input.")
    var file: String

    @OptionGroup var list: ListFlags
    @OptionGroup var plan: PlanOptions

    @Option(help: "The file to write; - is standard output.")
    var out: String

    @Flag(help: "Write each number once, where it first appears.")
    var unique = false

    @Flag(help: "Write numbers too whose length is right but whose range is not in use.")
    var possible = false

    @Option(help: "Write the rows that are left out to this file.")
    var rejects: String?

    @Flag(help: "Replace files that exist.")
    var force = false

    @Option(help: "How the summary is printed.")
    var format = OutputFormat.text

    func validate() throws {
        if let rejects, rejects == "-" || (out != "-" && OutputPlace.areSame(rejects, out)) {
            throw ValidationError("--rejects needs a file of its own.")
        }
    }

    func run() throws {
        let plan = try plan.plan()
        let region = try list.region(in: plan)
        var reader = try list.reader(file, list.columnMap())
        if let rejects { try OutputPlace.check(rejects, reading: list.inputs(file)) }
        let output = try OutputFile(path: out, force: force, isPrivate: true, reading: list.inputs(file))
        var writer = try RejectsFile(path: rejects, force: force)
        let progress = ProgressLine()
        defer { progress.clear() }
        var tally = NumbersTally()
        var seen: Set<UInt64> = []
        var firsts: [UInt8] = []
        var written = 0
        let wishes = CleanedBatch.Wishes(
            plan: plan, region: region, takesPossible: possible, isUnique: unique, writesRejects: rejects != nil)
        try BatchPipeline.run(&reader) {
            CleanedBatch()
        } work: { batch, cleaned in
            cleaned.fill(from: batch, for: wishes)
        } collect: { batch, cleaned in
            tally.merge(cleaned.tally)
            written += cleaned.taken
            for left in cleaned.left { try writer.write(batch, at: left.index, reason: left.reason) }
            if unique {
                firsts.removeAll(keepingCapacity: true)
                for digits in cleaned.digits {
                    if seen.insert(digits).inserted {
                        CleanedBatch.append(digits, to: &firsts)
                    } else {
                        tally.duplicates += 1
                    }
                }
                try output.write(firsts)
            } else {
                try output.write(cleaned.lines)
            }
            progress.update("rows", done: tally.rows, total: nil)
        }
        written -= tally.duplicates
        try writer.close()
        try output.commit()
        progress.clear()
        try report(tally, written: written, plan: plan)
    }

    private func report(_ tally: NumbersTally, written: Int, plan: NumberingPlan) throws {
        let text =
            switch format {
            case .text: tally.text(written: written, countsDuplicates: unique)
            case .json:
                String(
                    decoding: tally.json(plan: plan.version, written: written, countsDuplicates: unique).canonicalBytes,
                    as: UTF8.self)
            }
        if out == "-" { StandardError.write(text + "\n") } else { try StandardOutput.write(line: text) }
    }
}
