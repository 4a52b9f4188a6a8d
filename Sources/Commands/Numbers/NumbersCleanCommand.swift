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

            JSON: {"duplicates", "invalid", "plan", "possible", "reasons": {reason: rows}, "rows", "valid", "written"}
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

    /// A batch with the reading of each row; nil where the row cannot be read.
    private struct Judged: Sendable {
        let batch: RowBatch
        let readings: [Reading?]
    }

    func run() throws {
        let plan = try plan.plan()
        let region = try list.region(in: plan)
        var reader = try ListReader(path: file, options: list.options())
        if let rejects { try OutputPlace.check(rejects, reading: list.inputs(file)) }
        let output = try OutputFile(path: out, force: force, isPrivate: true, reading: list.inputs(file))
        var writer = try RejectsFile(path: rejects, force: force)
        let progress = ProgressLine()
        defer { progress.clear() }
        var tally = NumbersTally()
        var seen: Set<UInt64> = []
        var written = 0
        try BatchPipeline.run(&reader) { batch in
            Judged(
                batch: batch,
                readings: (0..<batch.count).map { index in
                    batch[index].rejection == nil ? batch.withNumber(at: index) { plan.read($0, region: region) } : nil
                })
        } collect: { judged in
            for (index, reading) in judged.readings.enumerated() {
                let rejection = judged.batch[index].rejection?.rawValue
                let reason = rejection ?? reading?.refusal(takesPossible: false)?.rawValue
                tally.count(reading?.status ?? .invalid, reason: reason)
                guard let number = reading?.listed(takesPossible: possible) else {
                    try writer.write(judged.batch, at: index, reason: reason ?? "")
                    continue
                }
                let isNew = seen.insert(number.digits).inserted
                if !isNew { tally.duplicates += 1 }
                guard isNew || !unique else { continue }
                written += 1
                try output.write((number.e164 + "\n").utf8)
            }
            progress.update("rows", done: tally.rows, total: nil)
        }
        try writer.close()
        try output.commit()
        progress.clear()
        try report(tally, written: written, plan: plan)
    }

    private func report(_ tally: NumbersTally, written: Int, plan: NumberingPlan) throws {
        let text =
            switch format {
            case .text: tally.text(written: written)
            case .json: String(decoding: tally.json(plan: plan.version, written: written).canonicalBytes, as: UTF8.self)
            }
        if out == "-" { StandardError.write(text + "\n") } else { try StandardOutput.write(line: text) }
    }
}
