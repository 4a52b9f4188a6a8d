// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One step on the way from a text to a number; for `explain` alone, because it holds digits.
package enum ReadingStep: Equatable, Sendable {
    /// What is left of the text once quotes, labels and invisible characters are gone.
    case text(String)
    /// The extension behind the number.
    case `extension`(String)
    /// The digits, and whether a plus sign stood in front of them.
    case digits(String, hasPlus: Bool)
    /// An exit code was taken off.
    case exitCode(String)
    /// The country code at the start, and the region that leads it.
    case countryCode(Int, region: String)
    /// Read as dialled in a region.
    case national(String, region: String)
    /// The country code of the region stood in front without a plus sign.
    case ownCountryCode(Int)
    /// A national prefix was taken off.
    case nationalPrefix(String, left: String)
    /// A prefix rule made other digits of the number (Argentina's 15, Brazil's carriers, an area code left out).
    case transformed(String, into: String)
    /// A prefix that could be taken off stays, because the rest would be no number of the region.
    case prefixKept(String)
    /// The national number that the plan was asked about.
    case judged(String, countryCode: Int, region: String)
}
