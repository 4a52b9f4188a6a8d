// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PhoneNumbers

/// One number on the command line.
struct NumberArgument: ParsableArguments {
    @Argument(help: "The number, as +14155550132; national formats with --region. - reads it from standard input.")
    var number: String

    @OptionGroup var region: NumberRegion

    /// The number, possible or valid.
    ///
    /// - Throws: `CommandFailure`; its text does not repeat the number.
    func phoneNumber(in plan: NumberingPlan) throws -> PhoneNumber { try region.read(number, in: plan) }
}
