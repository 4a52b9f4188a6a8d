// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What was passed over or mended when a text was read: a fixed set whose names appear in reports.
package struct ReadingNotes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// An extension stood behind the number; E.164 has none, and without it another line answers.
    package static let `extension` = ReadingNotes(rawValue: 1 << 0)
    /// Letters were dialled as on a keypad (ITU-T E.161).
    package static let vanityLetters = ReadingNotes(rawValue: 1 << 1)
    /// One or two letters behind the number were passed over.
    package static let lettersDropped = ReadingNotes(rawValue: 1 << 2)
    /// Words or signs in front of the number were passed over.
    package static let label = ReadingNotes(rawValue: 1 << 3)
    /// A leading apostrophe, quotes or `="…"`, by which spreadsheets keep a number as text.
    package static let spreadsheetText = ReadingNotes(rawValue: 1 << 4)
    /// The `.0` of a spreadsheet that took the number for an amount.
    package static let spreadsheetFraction = ReadingNotes(rawValue: 1 << 5)
    /// Blanks, dashes or dots other than the usual ones, among them the non-breaking spaces of web pages.
    package static let unusualSeparators = ReadingNotes(rawValue: 1 << 6)
    /// Characters without width: joiners, direction marks, byte-order marks.
    package static let invisibleCharacters = ReadingNotes(rawValue: 1 << 7)
    /// Digits or letters other than ASCII's.
    package static let foreignDigits = ReadingNotes(rawValue: 1 << 8)
    /// An exit code (00, 011) that is none of the region's, or without a region.
    package static let exitCode = ReadingNotes(rawValue: 1 << 9)
    /// A trunk zero in brackets that tells a country code without a plus sign from a national number.
    package static let bracketedZero = ReadingNotes(rawValue: 1 << 10)
    /// A `tel:` URI (RFC 3966) with parameters or escapes that were passed over.
    package static let uriParts = ReadingNotes(rawValue: 1 << 11)

    /// The number is none as it is dialled in the region, but it would be one behind a plus sign.
    package static let validWithPlus = ReadingNotes(rawValue: 1 << 12)

    /// Every note with its name.
    package static let named: [(note: ReadingNotes, name: String)] = [
        (.extension, "extension"), (.vanityLetters, "vanity-letters"), (.lettersDropped, "letters-dropped"),
        (.label, "label"), (.spreadsheetText, "spreadsheet-text"), (.spreadsheetFraction, "spreadsheet-fraction"),
        (.unusualSeparators, "unusual-separators"), (.invisibleCharacters, "invisible-characters"),
        (.foreignDigits, "foreign-digits"), (.exitCode, "exit-code"), (.bracketedZero, "bracketed-zero"),
        (.uriParts, "uri-parts"), (.validWithPlus, "valid-with-plus"),
    ]

    /// A sentence on one note for people; contains no input.
    package var explanation: String {
        switch self {
        case .extension:
            "An extension was taken off: the row goes into no list, because another line answers; give the direct number."
        case .vanityLetters: "Letters were dialled as on a keypad."
        case .lettersDropped: "One or two letters behind the number were passed over."
        case .label: "Words or signs in front of the number were passed over."
        case .spreadsheetText: "A spreadsheet's apostrophe, quotes or =\"…\" were taken off."
        case .spreadsheetFraction: "A spreadsheet's .0 was taken off; export the column as text."
        case .unusualSeparators: "Non-breaking or other unusual blanks, dashes or dots separate the digits."
        case .invisibleCharacters: "Characters without width were dropped."
        case .foreignDigits: "Digits or letters of another script were read as ASCII's."
        case .exitCode: "An exit code (00 or 011) that is none of the region's was taken for one."
        case .bracketedZero: "A zero in brackets told that a country code stands in front without a plus sign."
        case .uriParts: "Parts of a telephone URI were passed over."
        case .validWithPlus: "It would be a valid number behind a plus sign, which a spreadsheet may have dropped."
        default: names.joined(separator: ", ")
        }
    }

    /// The names of the notes, in a fixed order.
    package var names: [String] { Self.named.filter { contains($0.note) }.map(\.name) }
}
