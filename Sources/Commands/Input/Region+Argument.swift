// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

extension Region {
    /// Reads a country from the command line.
    ///
    /// - Parameter option: the option's name, for the error.
    /// - Throws: `CommandFailure` with `usage` where the plan has no such country.
    static func argument(_ code: String, option: String, in plan: NumberingPlan) throws -> Region {
        guard let region = Region(code, in: plan) else {
            throw CommandFailure(
                "\(option): no country of the numbering plan has this code; two letters, as US, GB or DE", .usage)
        }
        return region
    }
}
