// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// ZERO WIDTH JOINER (U+200D) and ZERO WIDTH NON-JOINER (U+200C) where they change what is read (protocol/v1/segments.md §4).
///
/// A family of emoji is several joined ones, Indic scripts choose the form of a cluster by them behind a virama (RFC 5892,
/// Appendix A.1 and A.2), and Persian parts letters within a word. Anywhere else they do not show, and could part the digits
/// of a number.
enum Joiners {
    /// Whether the scalar at a place is a joiner or non-joiner that stands where it means something.
    static func isMeaningful(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let joiner = scalars[index]
        guard joiner == "\u{200D}" || joiner == "\u{200C}", index > 0, index + 1 < scalars.count else { return false }
        let next = scalars[index + 1]
        // Behind a virama a letter follows: the cluster that it belongs to.
        if scalars[index - 1].properties.canonicalCombiningClass == .virama { return isLetter(next) }
        return joiner == "\u{200D}"
            ? isEmoji(before: index, in: scalars) && isPictograph(next)
            : isArabicLetter(before: index, in: scalars) && isArabicLetter(next)
    }

    /// An emoji, perhaps with a skin tone or the variation selector that asks for its colours.
    private static func isEmoji(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        var last = index - 1
        if scalars[last] == "\u{FE0F}" || scalars[last].properties.isEmojiModifier { last -= 1 }
        return last >= 0 && isPictograph(scalars[last])
    }

    /// Unicode's emoji, without the digits and signs that emoji of keys start with, skin tones and the letters of flags.
    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && !scalar.isASCII && !scalar.properties.isEmojiModifier
            && !("\u{1F1E6}"..."\u{1F1FF}").contains(scalar)
    }

    /// A letter of the Arabic script, vowel marks behind it passed over.
    private static func isArabicLetter(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let last = scalars[..<index].last { $0.properties.generalCategory != .nonspacingMark }
        return last.map(isArabicLetter) ?? false
    }

    private static func isArabicLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x06FF, 0x0750...0x077F, 0x0870...0x08FF: isLetter(scalar)
        default: false
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .otherLetter }
}
