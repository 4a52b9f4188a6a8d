// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a valid number: a fixed set whose raw values appear in reports and rejects files.
package enum RejectionReason: String, CaseIterable, Codable, Sendable {
    /// Nothing but blanks, quotes or invisible characters.
    case empty
    /// No phone number at all: words, no digits, or characters that belong in none. Also text that is not UTF-8.
    case notANumber = "not-a-number"
    /// Letters between the digits or words behind them: which digits are meant is a guess.
    case letters
    /// A number with an extension, where none may be left out; E.164 has none, and without it another line answers.
    case `extension`
    /// More than one number in the field.
    case severalNumbers = "several-numbers"
    /// Written by a spreadsheet as 4.15555E+09: the last digits are lost.
    case scientificNotation = "scientific-notation"
    /// Written by a spreadsheet with a fraction or thousands separators (4155550132.00; 4,155,550,132).
    case decimalNotation = "decimal-notation"
    /// A star or hash code of a network or handset (*31#).
    case serviceCode = "service-code"
    /// A national format, and no region was given to read it in.
    case noCountry = "no-country"
    /// No number as it is dialled, but one behind a plus sign, which a spreadsheet may have dropped.
    case missingPlus = "missing-plus"
    /// An international format whose first digits are no country code in use.
    case unknownCountryCode = "unknown-country-code"
    /// Fewer digits than any number of its country, or than the seven of the shortest E.164 number; short codes too.
    case tooShort = "too-short"
    /// More digits than any number of its country, or than the fifteen of E.164.
    case tooLong = "too-long"
    /// Neither too short nor too long, but no number of its country has that many digits.
    case wrongLength = "wrong-length"
    /// Only diallable inside its own area: the area code is missing.
    case localOnly = "local-only"
    /// The length fits, the range is not in use. The only reason that goes with the status `possible`.
    case invalidForCountry = "invalid-for-country"

    /// One sentence that tells a person what is wrong and what to do; contains no input.
    package var explanation: String {
        switch self {
        case .empty: "The field is empty."
        case .notANumber: "This is not a phone number; write digits, with + and country code if you can."
        case .letters: "There are letters in the number; write it in digits, without labels."
        case .extension: "The number has an extension, which a text message cannot reach; give the direct number."
        case .severalNumbers: "The field holds more than one number; put each on a row of its own."
        case .scientificNotation:
            "A spreadsheet wrote the number in scientific notation and may have lost digits; export the column as text."
        case .decimalNotation: "A spreadsheet wrote the number as an amount; export the column as text."
        case .serviceCode: "This is a service code (with * or #), not a phone number."
        case .noCountry: "The number has no country code; write it with +, or name the region of national formats."
        case .missingPlus:
            "The plus sign in front of the country code is missing; write it, or export the column as text."
        case .unknownCountryCode: "The number does not start with a country code in use."
        case .tooShort: "The number has too few digits for its country."
        case .tooLong: "The number has too many digits for its country."
        case .wrongLength: "No number of its country has that many digits."
        case .localOnly: "The area code is missing."
        case .invalidForCountry: "The length is right, but its country does not use this range."
        }
    }
}
