// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PhoneNumbers

/// One number on the command line, or none.
struct OptionalNumber: ParsableArguments {
    @Argument(help: "The number, as +14155550132; national formats with --region. - reads it from standard input.")
    var number: String?

    @OptionGroup var region: NumberRegion

    /// The number, possible or valid; nil where none is named.
    ///
    /// - Throws: `CommandFailure`; its text does not repeat the number.
    func phoneNumber(in plan: NumberingPlan) throws -> PhoneNumber? { try number.map { try region.read($0, in: plan) } }
}
