// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Countries as small integers, for counting: 0 for none, 1 for `001` (codes of no country), then AA to ZZ.
package enum CountryIndex {
    /// How many there are.
    package static let count = 2 + 26 * 26

    /// The index of a country's code; 0 for whatever is none.
    package static func index(of code: String?) -> Int {
        guard let code else { return 0 }
        var bytes = code.utf8.makeIterator()
        guard let first = bytes.next(), let second = bytes.next() else { return 0 }
        if let third = bytes.next() {
            return first == 0x30 && second == 0x30 && third == 0x31 && bytes.next() == nil ? 1 : 0
        }
        guard (0x41...0x5A).contains(first), (0x41...0x5A).contains(second) else { return 0 }
        return 2 + Int(first - 0x41) * 26 + Int(second - 0x41)
    }

    /// The code of an index; nil for 0.
    package static func code(of index: Int) -> String? {
        guard index > 0, index < count else { return nil }
        guard index > 1 else { return "001" }
        let letters = [UInt8(0x41 + (index - 2) / 26), UInt8(0x41 + (index - 2) % 26)]
        return String(decoding: letters, as: UTF8.self)
    }
}
