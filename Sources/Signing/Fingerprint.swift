// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import Vocabulary

/// A short form of a public identity that two people compare over another channel.
///
/// The first 128 bits of SHA-256 of the 32 key bytes, as eight groups of four lowercase hexadecimal digits:
/// `b8a1-…-04c2`.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The one spelling, 39 characters.
    package let text: String

    /// Computes the fingerprint of a key.
    package init(of identity: PublicIdentity) {
        text = Self.grouped(Hexadecimal.encode(SHA256.hash(data: identity.bytes).prefix(16)))
    }

    /// Reads what a person typed: upper or lower case, with or without hyphens, colons and white space; nil unless exactly
    /// 32 digits remain.
    package init?(typed: some StringProtocol) {
        var digits = ""
        for character in typed {
            if character == "-" || character == ":" || character.isWhitespace { continue }
            guard character.isASCII, character.isHexDigit else { return nil }
            digits += character.lowercased()
        }
        guard digits.utf8.count == 32 else { return nil }
        text = Self.grouped(digits)
    }

    package var description: String { text }

    private static func grouped(_ digits: String) -> String {
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: "-")
    }
}
