// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Home
import Joining
import PhoneNumbers

/// By which numbering plan numbers are read.
struct PlanOptions: ParsableArguments {
    @Option(
        name: .customLong("plan"),
        help: ArgumentHelp(
            "A numbering plan made by scripts/numbering-plan; default: the home's where one is installed, else this release's.",
            valueName: "file"))
    var file: String?

    @OptionGroup var home: HomeOptions

    /// The plan that is named, the home's, or the release's.
    func plan() throws -> NumberingPlan {
        guard file != "-" else {
            throw CommandFailure("--plan: a file is needed, standard input is for the list", .usage)
        }
        guard let file else { return try home.openIfThere()?.numberingPlan() ?? NumberingPlan() }
        return try Self.plan(InputFile.read(file, limit: NumberingPlan.fileLimit), from: file)
    }

    static func plan(_ bytes: [UInt8], from file: String) throws -> NumberingPlan {
        do throws(PlanError) {
            return try NumberingPlan(file: bytes)
        } catch {
            throw CommandFailure("\(file): \(error)", .badInput)
        }
    }
}
