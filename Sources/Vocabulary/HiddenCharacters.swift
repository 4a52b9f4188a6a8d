// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Characters that do not show, or that change how others show (protocol/v1/agreement.md §2, segments.md §2 and §4).
///
/// What people read in a name, a rule or a text must be what it is.
package enum HiddenCharacters {
    /// Whether a scalar is a control, format, private or line separator character.
    package static func contain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
        default: false
        }
    }

    /// What is wrong with a scalar; its number, because it would not show.
    package static func problem(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "the character U+\(number) does not show; take it out"
    }
}
