// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PhoneNumbers

/// `symbolon numbers generate`.
struct NumbersGenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make numbers for tests and demonstrations.",
        discussion: """
            Numbers come from ranges that are known here as reserved for fiction, as long as there are any of the type, each once; a \
            plan may call those invalid, as they are in no range in use. Where there are none, or too few, numbers are drawn from \
            the whole plan, each once, and marked reserved=no: somebody may have them. This is no way to make lists for calls or messages: no \
            number made here has anybody's consent.

            The same plan, options and seed give the same numbers.

            Example: symbolon numbers generate --country US --count 1000 --seed 7 --out test.csv

            Columns: number,country,type,status,reserved; NDJSON has the same keys.
            """)

    @Option(help: ArgumentHelp("The two letters of a country, as US, GB or DE.", valueName: "code"))
    var country: String

    @Option(help: "A type, as mobile or fixed-line; any unless given.")
    var type: String?

    @Option(help: "Numbers to make, at most 10,000,000.")
    var count: Int

    @Option(help: "Where drawing starts; the same seed gives the same numbers.")
    var seed: UInt64 = 1

    @Option(help: "The file to write; - is standard output.")
    var out = "-"

    @Flag(help: "Replace a file that exists.")
    var force = false

    @Option(help: "How numbers are printed.")
    var format = GeneratedFormat.csv

    @OptionGroup var plan: PlanOptions

    func run() throws {
        guard (1...10_000_000).contains(count) else {
            throw CommandFailure("--count: expected 1 to 10,000,000", .usage)
        }
        let plan = try plan.plan()
        let region = try Region.argument(country, option: "--country", in: plan)
        let type = try wantedType()
        var generator: NumberGenerator
        do throws(NumberGenerator.Failure) {
            generator = try NumberGenerator(plan, region: region, type: type, seed: seed)
        } catch {
            let hint = type == .mobile || type == .fixedLine ? "; try fixed-line-or-mobile" : ""
            throw CommandFailure("\(type == nil ? "--country" : "--type"): \(error)\(hint)", .usage)
        }
        guard UInt64(count) <= generator.mostNumbers else {
            throw tooMany(Int(clamping: generator.mostNumbers), region)
        }
        let output = try OutputFile(path: out, force: force, isPrivate: false)
        if format == .csv { try output.write("number,country,type,status,reserved\n".utf8) }
        var isAnybodys = 0
        for index in 0..<count {
            guard let made = generator.next() else { throw tooMany(index, region) }
            if !made.isReserved { isAnybodys += 1 }
            try output.write(line(made, plan: plan, region: region.code).utf8)
        }
        try output.commit()
        if isAnybodys > 0 {
            StandardError.write(
                "symbolon: \(Grouped.text(isAnybodys)) of \(Grouped.text(count)) numbers are not reserved for fiction: somebody "
                    + "may have them; for tests only, never to call or write to\n")
        }
    }

    private func tooMany(_ most: Int, _ region: Region) -> CommandFailure {
        CommandFailure("--count: \(region.code) has \(Grouped.text(most)) numbers of that kind and no more", .usage)
    }

    private func wantedType() throws -> NumberType? {
        guard let type else { return nil }
        guard let known = NumberType(rawValue: type), known != .unknown else {
            let names = NumberType.allCases.filter { $0 != .unknown }.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("--type: expected one of \(names)", .usage)
        }
        return known
    }

    private func line(_ made: NumberGenerator.Made, plan: NumberingPlan, region: String) -> String {
        let number = made.number
        let status = plan.assess(number).status.rawValue
        let type = plan.facts(of: number, includingLocation: false).type.rawValue
        switch format {
        case .csv: return "\(number.e164),\(region),\(type),\(status),\(made.isReserved ? "yes" : "no")\n"
        case .ndjson:
            return #"{"number":"\#(number.e164)","country":"\#(region)","type":"\#(type)","status":"\#(status)","#
                + #""reserved":\#(made.isReserved)}"# + "\n"
        case .text: return number.e164 + "\n"
        }
    }
}
