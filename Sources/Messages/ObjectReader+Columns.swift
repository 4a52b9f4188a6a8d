// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

extension ObjectReader {
    /// Reads a SHA-256 digest, 64 hexadecimal digits.
    package mutating func digest(_ key: String) throws -> Digest {
        let text = try string(key)
        guard let digest = Digest(hex: text) else { throw error(key, "expected 64 lowercase hexadecimal digits") }
        return digest
    }

    /// Reads an array of at most `limit` digests.
    package mutating func digests(_ key: String, atMost limit: Int) throws -> [Digest] {
        let values = try array(key)
        guard values.count <= limit else { throw error(key, "more than \(limit) entries") }
        return try values.map { value in
            guard case .string(let text) = value, let digest = Digest(hex: text) else {
                throw error(key, "expected 64 lowercase hexadecimal digits each")
            }
            return digest
        }
    }

    /// Reads an encoded element with a canonical, non-zero encoding.
    package mutating func element(_ key: String) throws -> EncodedElement {
        let text = try string(key)
        guard let bytes = Hexadecimal.decode(text, count: 32), let element = EncodedElement(bytes: bytes),
            element.isCanonical
        else { throw error(key, "expected a canonical element, 64 lowercase hexadecimal digits") }
        return element
    }

    /// Reads text that ends on a person's terminal: one line, and nothing in it that could steer the terminal.
    package mutating func visibleText(_ key: String) throws -> String {
        let text = try string(key)
        guard !text.unicodeScalars.contains(where: HiddenCharacters.contain) else {
            throw error(key, "expected text without control or invisible characters")
        }
        return text
    }

    /// Reads an array of party names.
    package mutating func parties(_ key: String) throws -> [PartyID] {
        try array(key).map { value in
            guard case .string(let text) = value, let party = PartyID(text) else {
                throw error(key, "expected party names")
            }
            return party
        }
    }
}
