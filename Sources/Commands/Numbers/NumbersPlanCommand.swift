// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Joining
import PhoneNumbers
import Signing

/// `symbolon numbers plan`.
struct NumbersPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show the numbering plan's version and date, or install a newer one in the home.",
        discussion: """
            Two parties whose plans have the same version read every number alike; an agreement says which versions it takes. \
            A newer plan than this release's is made with scripts/numbering-plan --output FILE, and used with --plan FILE by the \
            commands on numbers, or by everything that this home does once it is installed. It is looked at in every part before.

            Example: symbolon numbers plan
                     symbolon numbers plan --install numbering-plan.bin

            JSON: {"countries", "countryCodes", "date", "digest", "package", "source": "release|home|file", "version"}
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: ArgumentHelp("Make the home use this plan from now on.", valueName: "file"))
    var install: String?

    @Flag(help: "Make the home use the release's plan again.")
    var remove = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func validate() throws {
        let choices = [install != nil, remove, plan.file != nil].count(where: \.self)
        if choices > 1 { throw ValidationError("--plan, --install and --remove exclude each other.") }
    }

    func run() throws {
        if let install {
            let bytes = try InputFile.read(install, limit: NumberingPlan.fileLimit)
            let new = try PlanOptions.plan(bytes, from: install)
            let home = try plan.home.open()
            try home.setNumberingPlan(bytes, holding: home.lock())
            return try show(new, source: "home")
        }
        if remove {
            let home = try plan.home.open()
            try home.setNumberingPlan(nil, holding: home.lock())
            return try show(NumberingPlan(), source: "release")
        }
        let hasOwn = try plan.file == nil && plan.home.openIfThere()?.hasNumberingPlan == true
        try show(plan.plan(), source: plan.file != nil ? "file" : hasOwn ? "home" : "release")
    }

    private func show(_ plan: NumberingPlan, source: String) throws {
        switch format {
        case .text:
            var table = TextTable()
            table.add("version", plan.version)
            table.add("date", plan.date)
            table.add("made from", plan.package)
            table.add("countries", "\(plan.countries.count), of \(plan.countryCodeCount) country codes")
            table.add("digest", plan.digest)
            table.add("used from", source == "release" ? "this release" : source == "home" ? "the home" : "the file")
            try StandardOutput.write(line: table.text)
        case .json:
            try StandardOutput.write(
                json: .object([
                    "version": .string(plan.version), "date": .string(plan.date), "package": .string(plan.package),
                    "countries": .integer(Int64(plan.countries.count)),
                    "countryCodes": .integer(Int64(plan.countryCodeCount)), "digest": .string(plan.digest),
                    "source": .string(source),
                ]))
        }
    }
}
